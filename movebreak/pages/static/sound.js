// Beeps and speaks, each only for who has switched it on.
"use strict";

const PREFIX = "movebreak-";
const YEAR = 31_536_000; // seconds
const BEEP = { seconds: 0.18, loud: 0.15 };
let audio = null;

export function wanted(option) {
  const kept = document.cookie.split("; ").find((each) => each.startsWith(`${PREFIX}${option}=`));
  return kept ? kept.endsWith("=on") : option === "keys";
}

// As a cookie, for the next pages have another port, where a browser keeps all else apart.
export function keep(option, on) {
  const value = `${PREFIX}${option}=${on ? "on" : "off"}`;
  document.cookie = `${value}; Max-Age=${YEAR}; Path=/; SameSite=Strict`;
}

export function beep(pitch) {
  if (!wanted("beep")) {
    return;
  }
  audio ??= new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  const now = audio.currentTime;
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(BEEP.loud, now);
  volume.gain.exponentialRampToValueAtTime(0.001, now + BEEP.seconds);
  tone.connect(volume).connect(audio.destination);
  tone.start(now);
  tone.stop(now + BEEP.seconds);
}

export function speak(words) {
  if (wanted("speech") && "speechSynthesis" in window) {
    speechSynthesis.cancel();
    speechSynthesis.speak(new SpeechSynthesisUtterance(words));
  }
}

export function hush() {
  if ("speechSynthesis" in window) {
    speechSynthesis.cancel();
  }
}
