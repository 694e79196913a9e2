internal import JSONKit

extension Fault {
    /// What the service answers: the status table's code and words, unless the fault has its own.
    /// - Parameter operation: the request's name in the wire log.
    func body(of operation: String) -> JSONValue {
        guard let status, status >= 300 else { return [:] }
        if code == Self.writesBlocked || (code == nil && subCode == Self.writesBlocked) {
            let details: JSONValue = [
                "subCode": .string(subCode ?? Self.writesBlocked), "details": "Thread is blocked from message writes.",
                "errorCode": .null, "errorSubCode": .null,
            ]
            return ["errorCode": 209, "message": .string(details.text())]
        }
        let usual = Self.usual(status, operation)
        var error: JSONObject = [:]
        error["code"] = (code ?? usual.code).map { .string($0) }
        error["message"] = .string(code.flatMap(Self.words) ?? usual.message)
        error["subCode"] = subCode.map { .string($0) }
        return ["error": .object(error)]
    }

    /// The code of the answer, in either envelope; nil when it has none.
    func code(of operation: String) -> String? {
        let body = body(of: operation)
        return body["errorCode"] == nil ? body["error"]?["code"]?.stringValue : Self.writesBlocked
    }

    private static let writesBlocked = Refusal.writesBlocked.code

    /// What Teams says with a status. Of 503 and 504, which do not come from the service itself, no code is known.
    private static func usual(_ status: Int, _ operation: String) -> (code: String?, message: String) {
        switch status {
        case 400: ("BadArgument", "Bad argument")
        case 401: (Refusal.botNotRegistered.code, Refusal.botNotRegistered.message)
        case 403: ("Forbidden", "Forbidden")
        case 404 where ["update", "delete", "reaction"].contains(operation):
            (Refusal.activityNotFound.code, Refusal.activityNotFound.message)
        case 404: (Refusal.conversationNotFound.code, Refusal.conversationNotFound.message)
        case 405: ("MethodNotAllowed", "The method is not allowed here.")
        case 412: (Refusal.preconditionFailed.code, Refusal.preconditionFailed.message)
        case 413: (Refusal.tooBig.code, Refusal.tooBig.message)
        case 429 where operation == "graph": ("TooManyRequests", "Too many requests.")
        case 429: ("Throttled", "Too many requests.")
        case 500, 502: ("ServiceError", "Unknown")
        case 503: (nil, "Service unavailable.")
        case 504: (nil, "Gateway timeout.")
        case 400..<500: ("BadRequest", "Bad request")
        case 500...: ("ServiceError", "Unknown")
        default: (nil, "Status \(status)")
        }
    }

    /// The words that go with a code, whatever its case.
    private static func words(of code: String) -> String? {
        if code.lowercased() == "throttled" { return "Too many requests." }
        let known: [Refusal] = [
            .botNotRegistered, .botDisabled, .notInRoster, .notInstalledPersonally, .conversationNotFound,
            .activityNotFound, .preconditionFailed, .tooBig, .invalidBotAPIHost, .blockedByUser, .badSyntax(),
        ]
        return known.first { $0.code.lowercased() == code.lowercased() }?.message
    }
}

/// The rows of the status table that nothing in this world causes by itself.
extension Refusal {
    fileprivate static let preconditionFailed = Refusal(
        status: 412, code: "PreconditionFailed", message: "Precondition failed, please try again.")
}
