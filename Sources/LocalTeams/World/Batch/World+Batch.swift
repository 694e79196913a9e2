internal import JSONKit

// B1–B5: a bot gives one activity and many recipients. It arrives at a stated pace, on the world's clock.

extension World {
    /// B1, B2: what is wrong with all of it is refused at once; what is wrong with one recipient is a failed entry.
    mutating func startBatch(_ kind: BatchKind, _ body: JSONObject, by bot: AppID) throws(Refusal) -> BatchID {
        try registered(bot)
        if keepsWindows, let wait = batches.waitBeforeStart(of: bot, at: now) {
            throw .throttled(
                after: wait,
                note:
                    "Rule: an app starts batch operations as often as it may send to one conversation: 7 in 1 s, 8 in "
                    + "2 s, 60 in 30 s, 1,800 in an hour (our choice, by Microsoft, Rate limiting for agents).")
        }
        let request = try BatchRequest(body, kind: kind)
        guard request.tenant.lowercased() == tenant.id.lowercased() else {
            throw .badArgument("The tenant is not that of the bot's installation.")
        }
        try check(request.activity, ofBatchTo: kind, by: bot)
        let recipients = try recipients(of: request, kind, for: bot)
        guard batches.unfinished(of: bot) < BatchRules.maxUnfinished else {
            throw .throttled(
                after: .seconds(1),
                note: "Rule: \(BatchRules.maxUnfinished) batch operations of one app at a time (our choice).")
        }
        let operation = BatchOperation(
            id: BatchID(rawValue: ids.guid()), bot: bot, activity: request.activity,
            place: kind == .channels ? .channels : .personalChats, recipients: recipients,
            serial: counters.nextSerial())
        batches.add(operation, at: now)
        return operation.id
    }

    /// B3: `{state,statusMap,totalEntriesCount,retryAfter?}`. `retryAfter` is when it will be over.
    func batchState(_ id: BatchID, for bot: AppID) throws(Refusal) -> JSONObject {
        let (operation, progress) = try batch(id, of: bot)
        var json: JSONObject = [
            "state": progress.state.json, "statusMap": progress.statuses.json,
            "totalEntriesCount": JSONValue(operation.recipients.count),
        ]
        if progress.state == .ongoing {
            let end = now + BatchRules.time(for: batches.entriesLeft(until: id, of: bot))
            json["retryAfter"] = .string(end.text)
        }
        return json
    }

    /// B4: `{failedEntryResponses:[{id,error}],continuationToken?}`.
    func batchFailures(
        of id: BatchID, continuationToken: String?, for bot: AppID
    ) throws(Refusal) -> JSONObject {
        let (_, progress) = try batch(id, of: bot)
        var start = 0
        if let continuationToken, !continuationToken.isEmpty {
            guard let token = PageToken(continuationToken, of: .failedEntries) else {
                throw .badArgument("The continuation token is not valid.")
            }
            start = token.number
        }
        let page = batches.failures(of: id, from: start, count: BatchRules.failuresPerPage)
        var json: JSONObject = [
            "failedEntryResponses": .array(page.map { ["id": .string($0.id), "error": .string($0.error)] })
        ]
        if let last = page.last, last.place + 1 < progress.failed {
            json["continuationToken"] = .string(PageToken(last.place + 1).text(of: .failedEntries))
        }
        return json
    }

    /// B5: what is still to be done is not done. Of one that is over there is nothing to cancel.
    mutating func cancelBatch(_ id: BatchID, by bot: AppID) throws(Refusal) {
        let (operation, _) = try batch(id, of: bot)
        batches.end(operation, .canceled, at: now)
    }

    private func batch(_ id: BatchID, of bot: AppID) throws(Refusal) -> (BatchOperation, BatchProgress) {
        try registered(bot)
        guard let operation = batches.operation(id), operation.bot == bot, let progress = batches.progress(of: id),
            !batches.isForgotten(id, at: now)
        else {
            throw Refusal(
                status: 404, code: "OperationNotFound", message: "The operation was not found.",
                note: "Rule: an operation is known to the app that started it, for 7 days after its end (our choice).")
        }
        return (operation, progress)
    }

    /// What of the activity is wrong for everyone.
    private func check(_ activity: JSONObject, ofBatchTo kind: BatchKind, by bot: AppID) throws(Refusal) {
        guard let type = activity["type"]?.stringValue, !type.isEmpty else {
            throw .badArgument("The activity has no type.")
        }
        guard Self.sentTypes.contains(type.lowercased()) || !rules.strict else {
            throw .badArgument("Unknown activity type")
        }
        guard !Self.isTargeted(activity) else {
            throw .badArgument("A batch cannot send targeted messages.")
        }
        guard type.lowercased() == "message" else { return }
        // Where it goes makes a difference to warnings only.
        let place: Place.Kind = kind == .channels ? .channel(team: "") : .personal(bot: bot, handle: "")
        _ = try content(of: activity, in: Place(id: "", kind: place))
    }

    private func recipients(
        of request: BatchRequest, _ kind: BatchKind, for bot: AppID
    ) throws(Refusal) -> [String] {
        switch kind {
        case .users, .channels: return request.members
        case .team:
            guard let id = request.team, let team = places.team(ConversationAddress(id).base), !team.deleted else {
                throw .conversationNotFound
            }
            guard installation(of: bot, at: team.id) != nil else { throw .notInRoster }
            return team.roster.handles.compactMap { account(of: $0, for: bot) }
        case .tenant:
            let reached = reached(by: bot)
            return everyone.filter(reached.contains).compactMap { account(of: $0, for: bot) }
        }
    }

    /// Those whom an app reaches: it is installed for them, or in a chat or a team where they are, and they did not
    /// remove it.
    private func reached(by bot: AppID) -> Set<Handle> {
        var reached: Set<Handle> = []
        for installation in installations.all where installation.bot == bot {
            switch installation.target {
            case .user(let handle): reached.insert(handle)
            case .chat(let chat): reached.formUnion(places.chat(chat)?.roster.handles ?? [])
            case .team(let team, _):
                if let team = places.team(team), !team.deleted { reached.formUnion(team.roster.handles) }
            }
        }
        return reached.filter { handle in
            guard let chat = places.personalChat(of: .bot(bot, handle: handle)) else { return true }
            return places.chat(chat)?.uninstalled != true
        }
    }
}
