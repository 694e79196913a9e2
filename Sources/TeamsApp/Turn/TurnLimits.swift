/// How long turns may take, and how many there may be.
struct TurnLimits: Sendable {
    /// When a request is answered at the latest.
    var answer: Duration = .seconds(14)
    /// When a turn is cancelled.
    var turn: Duration = .seconds(300)
    /// How long an answered activity is remembered, and how many are.
    var memory: Duration = .seconds(120)
    var capacity = 20_000
    /// How many turns may run, and how many bytes of bodies they may hold together.
    var turns = 1_000
    var bodyBytes = 64 << 20
    /// How many requests may wait for one turn: deliveries of one activity, posted again.
    var waitersOfTurn = 16
}
