// What is true of a live network: its traits, how they and the sliders keep each other up to date,
// and how it learns. What is true stands in the widget's traits; every view paints from them.
import { afterNextFrame, outerProd, vectMatMul } from "./common.mjs";
import { tidy } from "./numbers.mjs";

const TRAITS = { weight: "weights", bias: "biases", input: "input", goal: "goal" };
const RUNAWAY = 1e4; // an error that learning has brought to this is on its way to infinity

// --- The state ----------------------------------------------------------------------------------

/** "weight/0/2/1" → the trait that holds it, and the way to it. */
export function placeOf(key) {
  const [kind, ...path] = key.split("/");
  return [TRAITS[kind], path.map(Number)];
}

export function valueAt(tree, path) {
  return path.reduce((branch, index) => branch[index], tree);
}

/** A copy of nested lists in which one value is another; what is shared is never changed. */
export function changed(tree, [index, ...rest], value) {
  const copy = [...tree];
  copy[index] = rest.length ? changed(tree[index], rest, value) : value;
  return copy;
}

/** The range of a slider, doubled until the value fits in. */
export function widened([low, high], value) {
  while (value > high) high *= 2;
  while (value < low) low = low < 0 ? low * 2 : -high;
  return [low, high];
}

/** Low, high and step of the slider of a value. */
export function rangeOf(plan, key, value) {
  const [low, high] = widened(plan.ranges[key] ?? plan.ranges[key.split("/")[0]], value);
  return [low, high, key in plan.ranges ? (high - low) / 100 : plan.weightStep];
}

/** One sentence on what cannot be drawn, or "". */
export function problemOf(plan, state) {
  const drawable = (value) => Number.isFinite(value) && Math.abs(value) <= plan.largest;
  const bad = Object.keys(plan.knobs).find((key) => {
    const [trait, path] = placeOf(key);
    return !drawable(valueAt(state[trait], path));
  });
  const name = bad ? plan.knobs[bad] : plan.curve && !drawable(state.alpha) && "alpha";
  return name ? `The ${name} is not a number that can be drawn. Set it again, or press reset.` : "";
}

/** Whether learning has gone astray: the last step made the error larger, and now it is huge. */
export function runsAway(state, run) {
  if (!state.errors.length) return false;
  return !(total(run.error) <= Math.max(RUNAWAY, state.errors.at(-1)));
}

/** Whether the error is known: none has been told before the step that compares. */
export function compared({ curve, steps }, step, { errors }) {
  const until = steps.slice(0, 1 + steps.findIndex(({ name }) => name === step));
  return Boolean(curve) && (errors.length > 0 || until.some(({ parts }) => parts.includes("error")));
}

export function total(errors) {
  return errors.reduce((sum, error) => sum + error, 0);
}

/** All values of one pass, as course.pictures.network_values.one_pass. */
export function onePass({ weights, biases, relu, input, goal = [], alpha = null }) {
  const values = [input];
  const run = { weight: weights, bias: biases, input, goal, product: [], silent: [] };
  weights.forEach((matrix, layer) => {
    const source = values[layer];
    run.product.push(matrix.map((row) => row.map((weight, i) => weight * source[i])));
    let sums = vectMatMul(source, matrix);
    if (biases[layer]) sums = sums.map((sum, i) => sum + biases[layer][i]);
    if (relu && layer === 0) {
      run.silent = sums.map((sum) => sum <= 0);
      sums = sums.map((sum) => Math.max(0, sum));
    }
    values.push(sums);
  });
  Object.assign(run, { hidden: values[1], output: values.at(-1) });
  if (!goal.length) return run;
  run.delta = run.output.map((pred, i) => pred - goal[i]);
  run.error = run.delta.map((d) => d * d);
  const deltas = [run.delta];
  if (weights.length === 2) {
    const turned = weights[1][0].map((_, from) => weights[1].map((row) => row[from]));
    // The slope of a silent unit is 0: no blame reaches it, and it learns nothing.
    run.back = vectMatMul(run.delta, turned);
    run["hidden-delta"] = run.back.map((d, j) => (run.silent[j] ? 0 : d));
    deltas.unshift(run["hidden-delta"]);
    run.share = [null, weights[1].map((row, to) => row.map((weight) => weight * run.delta[to]))];
  }
  run["weight-delta"] = deltas.map((d, layer) => outerProd(d, values[layer]));
  if (alpha === null) return run;
  const learned = (old, change) => old.map((value, i) => value - alpha * change[i]);
  run["new-weight"] = weights.map((matrix, layer) =>
    matrix.map((row, to) => learned(row, run["weight-delta"][layer][to])),
  );
  run["new-bias"] = biases.map((bias, layer) => bias && learned(bias, deltas[layer]));
  return run;
}

// --- The model: sliders and traits keep each other up to date -----------------------------------

export function initialize({ model }) {
  const plan = model.get("given");
  const save = afterNextFrame(() => model.save_changes()); // painting comes first
  let spreading = false;

  /** A slider has moved. */
  function take(key, value) {
    const [trait, path] = placeOf(key);
    if (spreading || tidy(value) === valueAt(model.get(trait), path)) return;
    model.set(trait, changed(model.get(trait), path, tidy(value)));
  }

  /** Give sliders their range and their values; never a value outside its range. */
  function spread() {
    spreading = true;
    const read = (key) => valueAt(model.get(placeOf(key)[0]), placeOf(key)[1]);
    const values = plan.sliders.map(read);
    move("weight", values.reduce(widened, plan.ranges.weight), () =>
      values.forEach((value, i) => Number.isFinite(value) && model.set(`value_${i}`, value)),
    );
    if (!plan.sliders.includes(model.get("selected"))) model.set("moves", model.get("selected"));
    const key = model.get("moves");
    const value = read(key);
    const [low, high, step] = rangeOf(plan, key, value);
    model.set("selected_name", plan.knobs[key]);
    move("selected", [low, high], () => {
      // The step first: a slider shows a value at the nearest step that it knows.
      model.set("selected_step", step);
      if (Number.isFinite(value)) model.set("selected_value", value);
    });
    spreading = false;
    save();
  }

  /** First a range wide enough for the old and the new value, then the value, then the range. */
  function move(slider, [low, high], setValues) {
    model.set(`${slider}_min`, Math.min(low, model.get(`${slider}_min`)));
    model.set(`${slider}_max`, Math.max(high, model.get(`${slider}_max`)));
    setValues();
    model.set(`${slider}_min`, low);
    model.set(`${slider}_max`, high);
  }

  plan.sliders.forEach((key, i) =>
    model.on(`change:value_${i}`, () => take(key, model.get(`value_${i}`))),
  );
  model.on("change:selected_value", () => take(model.get("moves"), model.get("selected_value")));
  for (const name of ["weights", "biases", "input", "goal", "selected"]) {
    model.on(`change:${name}`, spread);
  }
}

/** Predict, compare, learn: the new weights take the place of the old ones. */
export function learned(state) {
  const run = onePass(state);
  const errors = [...state.errors, total(run.error)];
  return { errors, biases: run["new-bias"], weights: run["new-weight"] };
}

/** A state after so many steps of learning as are `taken`. */
export function completed({ taken, ...state }, { relu }) {
  let now = { ...state, relu };
  for (let count = 0; count < taken; count++) now = { ...now, ...learned(now) };
  const { weights, biases, errors } = now;
  return { ...state, weights, biases, errors };
}
