extension HTTPConnection {
    /// What is known of a request about which somebody decides.
    struct Admitting {
        /// Its sender waits to be told to go on.
        let awaitsContinue: Bool
        let withoutBody: Bool
    }

    /// The body of the request at hand is wanted, as long as it has no more than `maxBodyBytes`.
    mutating func admit(maxBodyBytes: Int, now: Instant) -> Action {
        guard case .admitting(let admitting) = state else { return .none }
        state = .reading
        do throws(Rejection) {
            try parser.limitBody(toBytes: min(maxBodyBytes, limits.parser.maxBodyBytes))
        } catch {
            refuse(error.response, now: now)
            return .none
        }
        beginBody(now)
        if admitting.awaitsContinue, backlog.isEmpty {
            output.append(ResponseWriter.continue)
            setOutputDeadline(now)
        }
        return continueReading(now: now)
    }

    /// Answers the request that is at hand or arriving with `response`, reads nothing more, and closes.
    ///
    /// What has come of it is forgotten. The client may go on sending for a while and still read the answer.
    mutating func refuse(_ response: HTTP.Response, now: Instant) {
        let withoutBody: Bool
        switch state {
        case .reading: withoutBody = false
        case .admitting(let admitting): withoutBody = admitting.withoutBody
        case .handling(let handling): withoutBody = handling.withoutBody
        case .closing, .lingering, .upgraded, .closed: return
        }
        ResponseWriter.write(response, ending: .close, withoutBody: withoutBody, date: date, into: &output)
        setOutputDeadline(now)
        forgetInput()
        state = .closing
    }

    /// Holds less: what arrives is refused with `response`; what was read ahead of a request that is being handled is
    /// forgotten, and the connection closes after its answer, so that the client asks again.
    mutating func shed(_ response: HTTP.Response, now: Instant) -> Action {
        guard case .handling(let handling) = state, !(handling.body.isArriving && handling.answer == nil) else {
            refuse(response, now: now)
            return .none
        }
        if handling.body.isArriving { return close() }
        forgetInput()
        isShedding = true
        return .none
    }
}
