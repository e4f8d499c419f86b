// Listens once for all tabs: a browser keeps only six lines open to one server.
import { follow } from "./stream.js";

const tabs = [];
let last = null;

addEventListener("connect", (event) => {
  const [tab] = event.ports;
  tabs.push(tab);
  if (last) {
    tab.postMessage(last);
  }
});

follow((news) => {
  last = news;
  for (const tab of tabs) {
    tab.postMessage(news);
  }
});
