/// A request that is not served: what it gets for an answer, before the connection closes.
struct Rejection: Error, Hashable {
    let status: Int
    /// What is wrong with the request, for the people at the other end.
    let reason: String

    init(_ status: Int, _ reason: String) {
        self.status = status
        self.reason = reason
    }

    var response: HTTP.Response { .text(reason + "\n", status: status) }
}
