"""A break reminder as many write it for themselves: pystray, schedule, and a loop."""

import threading
import time

import pystray
import schedule
from PIL import Image, ImageDraw

MINUTES = 20


def picture() -> Image.Image:
    """Draw the icon."""
    image = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((4, 4, 60, 60), fill="orange")
    return image


def remind() -> None:
    """Ask for a break."""
    icon.notify("Get up and move for a minute", "Time to move")


def run_schedule() -> None:
    """Look every second whether it is time."""
    while True:
        schedule.run_pending()
        time.sleep(1)


icon = pystray.Icon(
    "naive",
    picture(),
    "Move every 20 minutes",
    menu=pystray.Menu(pystray.MenuItem("Quit", lambda it: it.stop())),
)

if __name__ == "__main__":
    schedule.every(MINUTES).minutes.do(remind)
    threading.Thread(target=run_schedule, daemon=True).start()
    icon.run()
