"""How Sphinx makes the book: ``book/builder/site.py`` gives it the pages and the web parts."""

project = "From one weight to a network that reads digits"
author = "the authors of the course"
copyright = "the authors of the course. Code: MIT licence; text and drawings: CC BY 4.0"
# Blocks that name no language are commands.
highlight_language = "none"

extensions = ["myst_nb", "sphinx_copybutton", "book.builder.formulas", "book.builder.reference"]
exclude_patterns = ["_files/**"]

# --- Text and notebooks -------------------------------------------------------------------------

myst_enable_extensions = ["dollarmath"]
# Headings down to ### can be linked as page.md#the-heading.
myst_heading_anchors = 3
html_math_renderer = "mathml"
myst_update_mathjax = False
# Outputs are those that are stored; what only a run gives comes from book/builder/executed.py.
nb_execution_mode = "off"
# Above the code of a cell that only draws or asks.
nb_code_prompt_show = "The code"
nb_code_prompt_hide = "The code"
# Require.js must come after all other scripts: those would take it for their own loader.
nb_ipywidgets_js = {
    "web/require.js": {"defer": "defer"},
    "widgets.js": {"defer": "defer"},
    "web/embed-amd.js": {"defer": "defer"},
}

# --- Pages --------------------------------------------------------------------------------------

html_theme = "sphinx_book_theme"
html_title = project
html_favicon = "style/icon.svg"
html_css_files = ["type.css", "web/colours.css", "book.css"]
html_js_files = [("theme.js", {"priority": 100})]
html_copy_source = False
html_show_sphinx = False
# The excerpts under search results are fetched, which a page opened from a folder may not.
html_show_search_summary = False
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_toc_level": 2,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}

# A cell's code, and what stands between the words of a page: commands.
copybutton_selector = (
    'div.cell_input div.highlight pre, section > div[class*="highlight-"] div.highlight pre'
)
copybutton_exclude = ".linenos, .gp"
