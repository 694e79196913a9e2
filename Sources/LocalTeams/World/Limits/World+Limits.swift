internal import JSONKit

extension World {
    /// The limits that hold.
    var limitRules: LimitRules { limits.chosen ?? (rules.strict ? .documented : .off) }

    /// Puts other limits in force.
    mutating func choose(_ rules: LimitRules) {
        limits.choose(rules)
        showWorkspace()
    }

    /// Counts a request in each of its windows, when all of them let it through.
    mutating func count(_ request: ServiceRequest) throws(Refusal) {
        let rules = limitRules
        let scopes = scopes(of: request).filter { !rules[$0.part].isEmpty }
        guard !scopes.isEmpty else { return }
        let weight = isSplit(request) ? 2 : 1
        if let obstacle = limits.obstacle(to: scopes, counting: weight, at: now, under: rules) {
            limits.refuse(obstacle.part, obstacle.limit)
            throw .throttled(by: obstacle.limit, of: obstacle.part, after: obstacle.wait)
        }
        limits.count(scopes, counting: weight, at: now, under: rules)
    }

    /// The windows that a request counts in. A conversation that is not there has none, so that made-up ids cost
    /// nothing: the request still counts as one of its bot, and is refused with 404 afterwards.
    private func scopes(of request: ServiceRequest) -> [LimitScope] {
        guard let bot = request.bot else { return [] }
        let home = home(of: request)
        let parts = LimitPart.parts(of: request.operation, isUnpagedRoster: request.isUnpagedRoster)
        return parts.compactMap { part in
            if part == .perTenant { return LimitScope(part: part, bot: bot) }
            if let conversation = home.conversation {
                return LimitScope(part: part, bot: part.isOfAllBots ? nil : bot, conversation: conversation)
            }
            // The chats of two bots with one person are two.
            guard let person = home.person, !part.isOfAllBots else { return nil }
            return LimitScope(part: part, bot: bot, person: person)
        }
    }

    /// Whether a request brings a message that becomes two, which counts twice: "a message that the service splits
    /// counts more than once" (Microsoft, Rate limiting for agents).
    private func isSplit(_ request: ServiceRequest) -> Bool {
        switch request.operation {
        case "send", "reply": isSplit(request.body)
        case "create": request.body["activity"]?.objectValue.map(isSplit) ?? false
        default: false
        }
    }

    private func isSplit(_ activity: JSONObject) -> Bool {
        guard splitsTextAndCard, activity["type"]?.stringValue?.lowercased() == "message",
            StreamRequest(activity) == nil,
            activity["text"]?.stringValue?.isEmpty == false
        else { return false }
        return activity["attachments"]?.arrayValue?.contains { !$0.isNull } ?? false
    }

    /// What holds, what is documented, and how often which limit refused.
    var limitsShown: JSONObject {
        let rules = limitRules
        var shown: JSONObject = [
            "setting": rules == .documented ? "documented" : rules == .off ? "off" : "custom"
        ]
        for (name, value) in rules.shown { shown[name] = value }
        shown["documented"] = LimitRules.documented.json
        shown["refused"] = .array(
            limits.refused.map { refused in
                [
                    "part": refused.part.json, "count": refused.limit.count.json,
                    "seconds": refused.limit.seconds.json, "times": refused.times.json,
                ]
            })
        return shown
    }
}

extension Refusal {
    /// What a limit answers, with its name and where it stands.
    fileprivate static func throttled(by limit: RateLimit, of part: LimitPart, after wait: Duration) -> Refusal {
        let isDocumented = LimitRules.documented[part].contains(limit)
        let refusal = throttled(after: wait, note: "")
        let span = limit.seconds == 1 ? "a second" : "in \(limit.seconds) s"
        return refusal.noted(
            "Rule: \(limit.count) \(part.words) \(span) (\(isDocumented ? part.source : "set with /_local/limits")). "
                + "Come back after \(refusal.retryAfter ?? 1) s.")
    }
}
