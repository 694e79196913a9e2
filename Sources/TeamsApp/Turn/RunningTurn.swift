/// One turn among those that run.
struct RunningTurn: Sendable {
    let id: Int
    let runner: TurnRunner

    /// Answers the request that brought it. For a turn that is going to wait for something that may come only then:
    /// the person's next message, which Local Teams delivers once this one is answered, and Teams may.
    func answerNow() { runner.answerNow(id) }
}
