// The client's entry awaits its module: what is imported statically would be ready only after the first messages have gone by.
const loaded = import("./act.mjs");

self.addEventListener("message", async ({ data: { id, call } }) => {
  try {
    const { act } = await loaded;
    self.postMessage({ id, value: await act(...call) });
  } catch (error) {
    self.postMessage({ id, error: error.message });
  }
});
