extension World {
    /// Whether the windows count that nobody can set one by one: those of webhooks, of starting batches, of Graph. They
    /// are off when all limits are.
    var keepsWindows: Bool { limitRules != .off }
}
