// Hears how things stand, as soon as that changes; `tell` is given each state, and the
// end: a lost line is tried again, and after that the pages are gone.
const FAILURES = 2;

export function follow(tell) {
  const source = new EventSource("/live");
  let failures = 0;
  source.onmessage = (message) => {
    failures = 0;
    tell({ state: JSON.parse(message.data) });
  };
  source.onerror = () => {
    failures += 1;
    if (failures >= FAILURES || source.readyState === EventSource.CLOSED) {
      source.close();
      tell({ ended: true });
    }
  };
}
