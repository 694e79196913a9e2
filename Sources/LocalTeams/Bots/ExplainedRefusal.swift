/// A refusal whose reason the caller does not learn, but the one who reads the wire log does.
struct ExplainedRefusal: Error {
    let refusal: Refusal
    let explanation: String
}

extension Refusal {
    /// The tenant is served by another host.
    static let invalidBotAPIHost = Refusal(
        status: 403, code: "InvalidBotApiHost",
        message: "Invalid bot api host. For GCC tenants, call https://smba.infra.gcc.teams.microsoft.com.",
        note:
            "Rule: tenants of GCC are served by a host of their own (Microsoft, status codes), here by the path /gcc/."
    )
}
