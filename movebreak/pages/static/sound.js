// Beeps and speaks, each only for who has switched it on.
"use strict";

const BEEP = { seconds: 0.18, loud: 0.15 };
let audio = null;

export function wanted(option) {
  try {
    const kept = localStorage.getItem(`movebreak.${option}`);
    return kept === null ? option === "keys" : kept === "on";
  } catch {
    return option === "keys";
  }
}

export function keep(option, on) {
  try {
    localStorage.setItem(`movebreak.${option}`, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
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
