"""python -m course: make or update the student's own copy of the course, and open it."""

import sys

from course.copy import main

sys.exit(main())
