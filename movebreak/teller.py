"""From effects to words on the screen: reminders, news, and what is wrong."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

from movebreak.core import news_words, reminder_words, session_words, week_words
from movebreak.core.effects import (
    AwayNews,
    CountedNews,
    Invite,
    News,
    NoteNews,
    PageNews,
    Remind,
    ReviewNews,
    SkipsNews,
    StepsNews,
    SummaryNews,
    TrialNews,
)
from movebreak.core.events import (
    MoveNow,
    Page,
    PersonSeen,
    PositionTold,
    SessionSkip,
    SessionStart,
    SessionTomorrow,
    WantPage,
)
from movebreak.core.programme import reviews
from movebreak.core.settings import Settings
from movebreak.core.status import Tally
from movebreak.core.summary import streak_in, sum_of_week
from movebreak.core.weeks import working_days
from movebreak.core.wording import Text
from movebreak.ports import Capability, History, Message, Notifier, Offer, Reminder

log = logging.getLogger(__name__)

# A notifier that can do one of these needs no sentence on how to answer.
TELLS_HOW = frozenset({Capability.BUTTONS, Capability.EXPLAINS})
OFFERS_AFTER_SKIPS = (
    Offer(news_words.ANOTHER_DRILL, MoveNow()),
    Offer(news_words.CHANGE_INTERVAL, WantPage(Page.SETTINGS)),
)
SET_UP = Offer(news_words.SET_UP, WantPage(Page.WELCOME))
REVIEW = Offer(session_words.LOOK_BACK, WantPage(Page.REVIEW))
GOT_IT = Offer(news_words.GOT_IT, PersonSeen())


class Teller:
    """Tells the person; used on the engine's thread only."""

    def __init__(self, notifier: Notifier, history: History) -> None:
        self._notifier = notifier
        self._history = history
        self._told: tuple[str, ...] = ()

    def remind(self, remind: Remind) -> None:
        """Put the reminder up, in place of any earlier one."""
        title, body = reminder_words.reminder(remind, buttons=self._buttons())
        done = reminder_words.DONE if remind.gone is None else reminder_words.YES
        drill = remind.drill.id
        self._notifier.show(
            Reminder(remind.break_id, title, body, remind.can_snooze, done, drill)
        )

    def invite(self, invite: Invite) -> None:
        """Put the invitation to a session up, in place of any earlier reminder."""
        title, body = session_words.invitation(invite)
        how, which = session_words.ANSWER_BY_COMMAND, invite.invitation
        answers = (
            Offer(session_words.START, SessionStart(which)),
            Offer(session_words.TOMORROW, SessionTomorrow(which)),
            Offer(session_words.SKIP, SessionSkip(which)),
        )
        if not self._buttons():
            body = f"{body} {how}"
        click = Offer(session_words.SHOW, WantPage(Page.SESSION))
        self._notifier.show(
            Reminder(which, title, body, answers=answers, click=click, how=how)
        )

    def announce(self, news: News, settings: Settings) -> None:
        """Show news."""
        match news:
            case StepsNews(drill=drill):
                self.tell(reminder_words.steps(drill), drill=drill.id)
            case AwayNews():
                self.tell(news_words.away(news))
            case CountedNews():
                self.tell(news_words.counted(news))
            case SkipsNews():
                self.tell(news_words.skips(news), OFFERS_AFTER_SKIPS)
            case TrialNews(drill=drill):
                title, body = news_words.trial(news)
                self._tell(Message(title, body, (GOT_IT,), drill.id, how=""))
            case PageNews() | ReviewNews() | NoteNews():
                self._tell_of_sessions(news)
            case SummaryNews():
                self._sum_up(news, settings)

    def _tell_of_sessions(self, news: PageNews | ReviewNews | NoteNews) -> None:
        match news:
            case PageNews():
                self.tell(session_words.instead_of(news))
            case ReviewNews(weeks=weeks):
                how = session_words.LOOK_BACK_BY_COMMAND
                self._tell(Message(*reviews.offer(weeks), (REVIEW,), how=how))
            case NoteNews(position=position) if position:
                label = session_words.POSITIONS[position]
                offer = Offer(label, PositionTold(position))
                how = session_words.POSITION_BY_COMMAND
                self._tell(Message(news.title, news.body, (offer,), how=how))
            case NoteNews():
                self.tell((news.title, news.body))

    def tell(self, text: Text, offers: tuple[Offer, ...] = (), drill: str = "") -> None:
        """Show a title and a body; a notifier that fails stops nothing."""
        self._tell(Message(*text, offers, drill))

    def welcome(self, text: Text) -> None:
        """Greet a newcomer, and offer the first steps."""
        how = news_words.SET_UP_BY_COMMAND
        self._tell(Message(*text, offers=(SET_UP,), how=how))

    def tell_troubles(
        self,
        troubles: tuple[str, ...],
        files: Mapping[str, tuple[str, ...]],
        unusable: Collection[str] = (),
    ) -> None:
        """Tell each trouble once, when it first appears.

        `files` are those among `troubles` that are mistakes in settings or drills; the
        new ones of each are told as one. Of those in `unusable` nothing can be used.
        """
        new = [each for each in troubles if each not in self._told]
        self._told = troubles
        for what, mistakes in files.items():
            problems = tuple(each for each in new if each in mistakes)
            if problems:
                usable = what not in unusable
                self.tell(news_words.mistakes(what, problems, usable=usable))
                new = [each for each in new if each not in problems]
        for each in new:
            self.tell(("movebreak needs a look", each))

    def _tell(self, message: Message) -> None:
        try:
            if message.offers and not self._buttons():
                message = replace(message, body=f"{message.body} {message.how}".strip())
            self._notifier.tell(message)
        except Exception:
            log.exception("%r could not be told", message.title)

    def _buttons(self) -> bool:
        return bool(TELLS_HOW & self._notifier.can)

    def _sum_up(self, news: SummaryNews, settings: Settings) -> None:
        breaks, counts = settings.breaks, self._history.tallies
        day = next(iter(counts(news.day, news.day)), Tally(news.day))
        days_met = streak_in(counts, news.day, breaks.goal, breaks.interval)
        title, body = news_words.summary(news, day, breaks.goal, days_met)
        if news.week is not None:
            goal = breaks.goal * working_days(settings.hours)
            recent = counts(news.week - timedelta(days=6), news.week)
            week = sum_of_week(recent, news.week, goal)
            body = f"{body} {week_words.line(week, news.today)}"
        # The whole history begins with today.
        shown = None if news.day == news.today else news.day
        click = Offer(news_words.SEE_THE_DAY, WantPage(Page.HISTORY, shown))
        self._tell(Message(title, body, click=click))
