export async function minimise(trial, outcome) { return outcome; }
