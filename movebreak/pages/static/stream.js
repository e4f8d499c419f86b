// Hears how things stand, as soon as that changes; `tell` is given each state.
export function follow(tell) {
  const source = new EventSource("/live");
  source.onmessage = (message) => tell({ state: JSON.parse(message.data) });
}
