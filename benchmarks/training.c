/* One pass over all images in plain loops, as _iteration_as_loops in nnlib/network.py has it.

   All arrays are rows of double. columns lists the non-zero pixels of all images, and those of
   image i stand from starts[i] up to starts[i + 1]. Changes both weights, adds the hits to
   *correct and returns the summed error. */

#include <stdint.h>

double one_pass(const double *images, const int64_t *starts, const int64_t *columns,
                const double *labels, double *weights_0_1, double *weights_1_2, int64_t count,
                int64_t pixels, int64_t hidden_size, int64_t classes, double alpha,
                int64_t *correct)
{
    double layer_1[hidden_size], layer_1_delta[hidden_size];
    double layer_2[classes], layer_2_delta[classes];
    double error = 0.0;
    for (int64_t i = 0; i < count; i++) {
        const double *image = images + i * pixels;
        const double *label = labels + i * classes;
        /* predict */
        for (int64_t h = 0; h < hidden_size; h++)
            layer_1[h] = 0.0;
        for (int64_t k = starts[i]; k < starts[i + 1]; k++) {
            const double value = image[columns[k]];
            const double *weights = weights_0_1 + columns[k] * hidden_size;
            for (int64_t h = 0; h < hidden_size; h++)
                layer_1[h] += value * weights[h];
        }
        for (int64_t c = 0; c < classes; c++)
            layer_2[c] = 0.0;
        for (int64_t h = 0; h < hidden_size; h++) {
            const double *weights = weights_1_2 + h * classes;
            if (layer_1[h] > 0)
                for (int64_t c = 0; c < classes; c++)
                    layer_2[c] += layer_1[h] * weights[c];
            else
                layer_1[h] = 0.0;
        }
        /* compare */
        int64_t answer = 0, goal = 0;
        for (int64_t c = 0; c < classes; c++) {
            layer_2_delta[c] = label[c] - layer_2[c];
            error += layer_2_delta[c] * layer_2_delta[c];
            if (layer_2[c] > layer_2[answer])
                answer = c;
            if (label[c] > label[goal])
                goal = c;
        }
        *correct += answer == goal;
        /* learn */
        for (int64_t h = 0; h < hidden_size; h++) {
            double *weights = weights_1_2 + h * classes;
            layer_1_delta[h] = 0.0;
            if (layer_1[h] > 0)
                for (int64_t c = 0; c < classes; c++)
                    layer_1_delta[h] += layer_2_delta[c] * weights[c];
            for (int64_t c = 0; c < classes; c++)
                weights[c] += alpha * layer_1[h] * layer_2_delta[c];
        }
        for (int64_t k = starts[i]; k < starts[i + 1]; k++) {
            const double step = alpha * image[columns[k]];
            double *weights = weights_0_1 + columns[k] * hidden_size;
            for (int64_t h = 0; h < hidden_size; h++)
                weights[h] += step * layer_1_delta[h];
        }
    }
    return error;
}
