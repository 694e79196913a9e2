internal import HTTPKit
internal import JSONKit
internal import TokenKit

extension APIRoute {
    /// Telling, and what becomes of it.
    static let notifications: [APIRoute] = [
        APIRoute(
            method: "POST", pattern: "/v1/notifications",
            summary: "Tells people something, or says what that would do.",
            scope: .send, body: APISchema.ref("NotificationRequest"), takesIdempotencyKey: true,
            answers: [
                .json(200, "What it would do (`dryRun`)", "Plan"), .json(202, "Accepted, and durable", "Accepted"),
            ], errors: [413, 422], answer: accept),
        APIRoute(
            method: "GET", pattern: "/v1/notifications", summary: "Notifications, the newest first.", scope: .read,
            items: [.states(NotificationState.allCases.map(\.rawValue))] + Item.page,
            answers: [.page("A page of them", of: "Notification")], answer: list),
        APIRoute(
            method: "GET", pattern: "/v1/notifications/{id}", summary: "One notification.", scope: .read,
            answers: [.json(200, "How it stands", "Notification")], errors: [404],
            answer: { call in
                try call.nothingElse()
                guard let record = try await call.desk.record(call.notification) else { throw unknown }
                let estimate = record.state.isOver ? nil : await call.desk.estimatedCompletion(of: record)
                return .json(record.apiJSON(estimatedCompletion: estimate))
            }),
        APIRoute(
            method: "GET", pattern: "/v1/notifications/{id}/deliveries",
            summary: "What became of it in each conversation.", scope: .read,
            items: [.states(DeliveryState.allCases.map(\.rawValue))] + Item.page,
            answers: [.page("A page of deliveries", of: "Delivery")], errors: [404], answer: deliveries),
        APIRoute(
            method: "GET", pattern: "/v1/notifications/{id}/deliveries.csv",
            summary: "All deliveries as comma-separated values, as a stream.", scope: .read,
            items: [.states(DeliveryState.allCases.map(\.rawValue))],
            answers: [
                Answer(
                    status: 200, description: "conversation,user,state,activityId,code", contentType: "text/csv",
                    schema: APISchema.text())
            ], errors: [404], answer: deliveriesCSV),
        change("pause", "Stops it until it is resumed.") { try await $0.pause($1) },
        change("resume", "Goes on with it.") { try await $0.resume($1) },
        change("cancel", "Ends it; answers when nothing is on the wire any more.") { try await $0.cancel($1) },
        change("retry", "Sends again what failed for a passing reason, and what is unknown.") {
            try await $0.retry($1)
        },
        APIRoute(
            method: "PUT", pattern: "/v1/notifications/{id}/content",
            summary: "Gives it a new content: edits what was sent, and sends the rest so.", scope: .send,
            body: APISchema.ref("Content"), answers: [.json(202, "It is being edited", "Accepted")],
            errors: [404, 409, 413], answer: replaceContent),
        APIRoute(
            method: "DELETE", pattern: "/v1/notifications/{id}",
            summary: "Takes it back: deletes what was sent, and sends no more.", scope: .send,
            answers: [.json(202, "It is being taken back", "Accepted")], errors: [404, 409],
            answer: { call in
                try call.nothingElse()
                return .json(try await call.desk.recallAll(call.notification).changedJSON, status: 202)
            }),
        APIRoute(
            method: "GET", pattern: "/v1/schedules", summary: "What comes again and again, the newest first.",
            scope: .read, items: Item.page, answers: [.page("A page of them", of: "Scheduled")],
            answer: { call in
                let page = try call.query(PageQuery.self).page
                let found = try await call.desk.notifications(
                    in: [.scheduled, .planning, .sending, .paused], recurringOnly: true, after: page.after,
                    limit: page.limit)
                return .page(found.items.map(\.scheduleJSON), next: found.next)
            }),
    ]

    static let unknown = APIError.notFound("there is no such notification")

    private static func change(
        _ verb: String, _ summary: String,
        _ change: @escaping @Sendable (any NotificationDesk, NotificationID) async throws -> NotificationRecord
    ) -> APIRoute {
        APIRoute(
            method: "POST", pattern: "/v1/notifications/{id}/\(verb)", summary: summary, scope: .send,
            answers: [.json(200, "How it stands from now on", "Accepted")], errors: [404, 409],
            answer: { call in
                try call.nothingElse()
                return .json(try await change(call.desk, call.notification).changedJSON)
            })
    }

    private static let accept: @Sendable (APICall) async throws -> HTTPReply = { call in
        let key = try call.idempotencyKey()
        let json = try call.json()
        _ = try call.query(NoQuery.self)
        let body = try StrictReader.read(NotificationBody.self, from: json)
        guard !body.isDryRun else { return .json(["plan": try await call.desk.plan(body.request).apiJSON]) }
        let idempotency = key.map { (key: $0, digest: NotificationBody.digest(of: json)) }
        switch try await call.desk.accept(body.request, idempotency: idempotency) {
        case .accepted(let record), .repeated(let record): return .json(record.acceptedJSON, status: 202)
        case .conflict:
            throw APIError(
                422, .idempotencyConflict, "this Idempotency-Key came with another body before; take a new key")
        }
    }

    private static let list: @Sendable (APICall) async throws -> HTTPReply = { call in
        let query = try call.query(NotificationQuery.self)
        let found = try await call.desk.notifications(
            in: query.states, recurringOnly: false, after: query.page.after, limit: query.page.limit)
        return .page(found.items.map { $0.apiJSON() }, next: found.next)
    }

    private static let deliveries: @Sendable (APICall) async throws -> HTTPReply = { call in
        let query = try call.query(DeliveryQuery.self)
        let id = call.notification
        guard try await call.desk.record(id) != nil else { throw unknown }
        let found = try await call.desk.deliveries(
            of: id, in: query.states, after: query.place, limit: query.page.limit)
        // The place of the last one, whatever the store calls it: the stream goes on by it too.
        let next = found.next == nil ? nil : found.items.last.map { String($0.place) }
        return .page(found.items.map(\.apiJSON), next: next)
    }

    private static let deliveriesCSV: @Sendable (APICall) async throws -> HTTPReply = { call in
        let states = try call.query(DeliveryStreamQuery.self).states
        let (id, desk) = (call.notification, call.desk)
        guard try await desk.record(id) != nil else { throw unknown }
        // The first page is read before the answer begins, so that a store that fails is told as such.
        let first = try await desk.deliveries(of: id, in: states, after: 0, limit: PageItems.maxLimit)
        let fields: HTTP.Fields = [
            "Content-Type": DeliveriesCSV.contentType,
            "Content-Disposition": "attachment; filename=\"deliveries.csv\"",
        ]
        return .stream(fields: fields) { writer in
            try await writer.write(DeliveriesCSV.header)
            var page = first
            while true {
                try await writer.write(DeliveriesCSV.lines(page.items))
                guard page.next != nil, let last = page.items.last else { return }
                page = try await desk.deliveries(of: id, in: states, after: last.place, limit: PageItems.maxLimit)
            }
        }
    }

    private static let replaceContent: @Sendable (APICall) async throws -> HTTPReply = { call in
        let json = try call.json()
        _ = try call.query(NoQuery.self)
        let content = try StrictReader.read(NotificationContent.self, from: json)
        do {
            return .json(
                try await call.desk.replaceContent(of: call.notification, with: content).changedJSON, status: 202)
        } catch let error as NotificationError {
            // The engine names places of a whole request; here the body is the content alone.
            guard let pointer = error.pointer, pointer == "/content" || pointer.hasPrefix("/content/") else {
                throw error
            }
            throw NotificationError(error.code, error.message, at: String(pointer.dropFirst("/content".count)))
        }
    }
}

/// Asks for nothing.
struct NoQuery: StrictlyDecodable {
    init(from reader: inout StrictReader) throws(StrictError) {}
}

extension HTTPReply {
    /// A page of a list.
    static func page(_ items: [JSONValue], next: String?) -> HTTPReply {
        var json: JSONObject = ["items": .array(items)]
        if let next { json["next"] = .string(next) }
        return .json(.object(json))
    }
}
