/// What a ``TurnLedger`` wants done: whoever asked it does it, the alarm at once and all else after unlocking.
struct TurnActions<Waiter, Work, Drain> {
    /// What becomes of the alarm.
    enum Alarm: Hashable {
        /// Ring at this instant, with this number; an alarm that was set before counts no more.
        case set(number: Int, at: Duration)
        /// Nothing is left to ring for.
        case stop
    }

    /// The turn to run.
    var run: TurnLedger<Waiter, Work, Drain>.ID?
    /// The requests to answer.
    var answers: [(waiter: Waiter, response: TurnResponse)] = []
    /// What has taken longer than a turn may: to be cancelled, and told to the log.
    var overdue: [Work] = []
    /// What nobody waits for any more: to be cancelled.
    var abandoned: [Work] = []
    /// Those who waited for the last turn.
    var drained: [Drain] = []
    /// Nil leaves it as it is.
    var alarm: Alarm?
}
