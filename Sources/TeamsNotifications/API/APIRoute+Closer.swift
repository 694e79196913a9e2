internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TeamsModels

extension APIRoute {
    /// A closer look: who asks, what was asked for, why it did not arrive, when it comes, what somebody would see.
    static let closer: [APIRoute] = [
        APIRoute(
            method: "GET", pattern: "/v1/me", summary: "What the key or token of this call may do.", scope: .read,
            answers: [.json(200, "Who asks", "Caller")],
            answer: { call in
                try call.nothingElse()
                var json: JSONObject = ["scope": .string((call.grant?.scope ?? .read).rawValue)]
                json["name"] = call.grant?.name.map { .string($0) }
                return .json(.object(json))
            }),
        APIRoute(
            method: "GET", pattern: "/v1/notifications/{id}/request",
            summary: "What was asked for, in its newest version, without the data per recipient.", scope: .read,
            answers: [.json(200, "As it was asked for", "NotificationRequest")], errors: [404],
            answer: { call in
                try call.nothingElse()
                guard let record = try await call.desk.record(call.notification) else { throw unknown }
                return .json(record.request.shown.json)
            }),
        APIRoute(
            method: "GET", pattern: "/v1/notifications/{id}/reasons",
            summary: "Why it did not arrive, grouped by reason, and what to do.", scope: .read,
            answers: [.page("All reasons", of: "Reason")], errors: [404],
            answer: { call in
                try call.nothingElse()
                guard try await call.desk.record(call.notification) != nil else { throw unknown }
                return .page(try await call.desk.reasons(of: call.notification).map(\.apiJSON), next: nil)
            }),
        APIRoute(
            method: "GET", pattern: "/v1/notifications/{id}/times",
            summary: "When it comes next, on the clocks of several zones.", scope: .read,
            items: [
                Item(
                    name: "zones",
                    schema: APISchema.text("Names with commas between them; its own zone and UTC unless said")),
                Item(
                    name: "count",
                    schema: APISchema.whole("How many times of each; 10 unless said", from: 1, to: TimesQuery.maxCount)
                ),
            ], answers: [.page("The times of each zone", of: "ZoneTimes")], errors: [404], answer: times),
        APIRoute(
            method: "POST", pattern: "/v1/previews", summary: "The message that one person would get.", scope: .send,
            body: APISchema.ref("PreviewRequest"), answers: [.json(200, "The message", "Preview")], errors: [413],
            answer: { call in
                let json = try call.json()
                _ = try call.query(NoQuery.self)
                let body = try StrictReader.read(PreviewBody.self, from: json)
                let preview = try await call.desk.preview(
                    body.content, about: body.category, for: body.user, locale: body.locale)
                return .json(preview.apiJSON)
            }),
        APIRoute(
            method: "GET", pattern: "/v1/templates", summary: "The templates of the service's folder.", scope: .read,
            answers: [.page("All of them", of: "Template")],
            answer: { call in
                try call.nothingElse()
                return .page(call.desk.templateNames.map { ["name": .string($0)] }, next: nil)
            }),
    ]

    private static let times: @Sendable (APICall) async throws -> HTTPReply = { call in
        let query = try call.query(TimesQuery.self)
        guard let record = try await call.desk.record(call.notification) else { throw unknown }
        let schedule = record.request.schedule
        let own = [schedule.ownZone, "UTC"].compactMap(\.self)
        let now = call.desk.now
        let items = (query.zones ?? own).compactMap { zone -> JSONValue? in
            guard let rules = ZoneDatabase.rules(of: zone) else { return nil }
            let times = schedule.times(inZone: zone, after: now, acceptedAt: record.createdAt, count: query.count)
            return [
                "zone": .string(zone),
                "times": .array(times.map { ["at": $0.apiJSON, "clock": .string(rules.clockText(at: $0))] }),
            ]
        }
        return .page(items, next: nil)
    }
}

/// Which zones, and how many times.
struct TimesQuery: StrictlyDecodable {
    static let maxCount = 100
    static let maxZones = 50

    let zones: [String]?
    let count: Int

    init(from reader: inout StrictReader) throws(StrictError) {
        count = try reader.optional("count", .within(1...Self.maxCount)) ?? 10
        guard let text: String = try reader.optional("zones") else {
            zones = nil
            return
        }
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
        guard names.count <= Self.maxZones else {
            throw reader.error(at: "zones", "has more than \(Self.maxZones) zones")
        }
        for name in names {
            if let problem = ZoneDatabase.problem(name) { throw reader.error(at: "zones", problem) }
        }
        zones = names
    }
}

/// What is to be seen, and by whom.
struct PreviewBody: StrictlyDecodable {
    let content: NotificationContent
    let category: String?
    let user: String?
    let locale: String?

    init(from reader: inout StrictReader) throws(StrictError) {
        content = try reader.required("content")
        category = try reader.optional("category", NotificationRequest.categoryRule)
        user = try reader.optional("user", .filled)
        locale = try reader.optional("locale", StrictRule { $0.isLanguageTag ? nil : "is no language tag" })
    }
}

extension DeliveryReason {
    fileprivate var apiJSON: JSONValue {
        var json: JSONObject = ["state": .string(state.rawValue), "count": .number(JSONNumber(count))]
        json["code"] = code.map { .string($0.rawValue) }
        json["advice"] = code.flatMap { DeliveryAdvice.text(for: $0.rawValue) }.map { .string($0) }
        json["retried"] = .bool(isRetried)
        return .object(json)
    }
}

extension MessagePreview {
    fileprivate var apiJSON: JSONValue {
        var json: JSONObject = ["bytes": .number(JSONNumber(bytes))]
        json["text"] = activity.text.map { .string($0) }
        json["summary"] = activity.summary.map { .string($0) }
        json["card"] = activity.attachments?.first?.content
        json["language"] = language.map { .string($0) }
        return .object(json)
    }
}
