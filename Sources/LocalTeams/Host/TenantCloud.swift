/// Which of Microsoft's clouds the tenant belongs to.
enum TenantCloud: String, CaseIterable, Sendable {
    case `public`
    /// Served at a host of its own: the public one answers 403 `InvalidBotApiHost`.
    case gcc
    case gccHigh
    case dod
    case china
}
