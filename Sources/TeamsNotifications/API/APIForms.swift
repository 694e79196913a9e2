internal import Foundation
internal import JSONKit
internal import ServiceKit
internal import TeamsApp
internal import TeamsModels

// What the API answers, as JSON. The schemas beside it say the same in the words of OpenAPI.

extension Date {
    /// As the API writes instants: `2026-11-28T09:00:00.000Z`.
    var apiText: String {
        let milliseconds = (timeIntervalSince1970 * 1000).rounded()
        return ISO8601Time(millisecondsSince1970: Int(exactly: milliseconds) ?? 0).text(fractionDigits: 3)
    }

    var apiJSON: JSONValue { .string(apiText) }

    /// Reads what the API writes.
    init?(apiText: String) {
        guard let time = ISO8601Time(apiText) else { return nil }
        self.init(timeIntervalSince1970: Double(time.millisecondsSince1970) / 1000)
    }
}

extension JSONObject {
    init(counts: [DeliveryCode: Int]) {
        self.init(
            counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.rawValue, .number(JSONNumber($0.value))) }
        )
    }
}

extension DeliveryCounts {
    /// All six, by the names of the states.
    var apiJSON: JSONValue {
        .object(JSONObject(DeliveryState.allCases.map { ($0.rawValue, .number(JSONNumber(self[$0]))) }))
    }
}

extension NotificationRecord {
    /// What is answered when it is accepted, however often the same request comes: what was true then.
    var acceptedJSON: JSONValue {
        let state: NotificationState = request.schedule == .now ? .planning : .scheduled
        return ["id": .string(id.rawValue), "state": .string(state.rawValue), "counts": DeliveryCounts().apiJSON]
    }

    /// What is answered when it was changed.
    var changedJSON: JSONValue {
        ["id": .string(id.rawValue), "state": .string(state.rawValue), "counts": counts.apiJSON]
    }

    /// All of it.
    func apiJSON(estimatedCompletion: Date? = nil) -> JSONValue {
        var json: JSONObject = [
            "id": .string(id.rawValue), "state": .string(state.rawValue), "counts": counts.apiJSON,
        ]
        if let estimatedCompletion { json["estimatedCompletion"] = estimatedCompletion.apiJSON }
        json["title"] = .string(request.content.title)
        json["audience"] = .string(request.audience.shortWords)
        json["createdAt"] = createdAt.apiJSON
        if let finishedAt { json["finishedAt"] = finishedAt.apiJSON }
        if let category = request.category { json["category"] = .string(category) }
        json["priority"] = .string(request.priority.rawValue)
        if let wakesAt, !state.isOver { json["nextAt"] = wakesAt.apiJSON }
        if version > 1 { json["version"] = .number(JSONNumber(version)) }
        if isRecalled { json["recalled"] = true }
        if !notPlanned.isEmpty { json["notPlanned"] = .object(JSONObject(counts: notPlanned)) }
        if let problem { json["problem"] = .string(problem) }
        return .object(json)
    }

    /// What the list of schedules says of it.
    var scheduleJSON: JSONValue {
        var json: JSONObject = ["id": .string(id.rawValue), "state": .string(state.rawValue)]
        json["schedule"] = request.schedule.json
        json["title"] = .string(request.content.title)
        json["audience"] = .string(request.audience.shortWords)
        if let category = request.category { json["category"] = .string(category) }
        if let wakesAt { json["nextAt"] = wakesAt.apiJSON }
        json["occurrence"] = .number(JSONNumber(occurrence))
        json["createdAt"] = createdAt.apiJSON
        return .object(json)
    }
}

extension NotificationPlan {
    var apiJSON: JSONValue {
        [
            "recipients": .number(JSONNumber(recipients)), "skipped": .object(JSONObject(counts: skipped)),
            "requests": .number(JSONNumber(requests)),
            "estimatedSeconds": .number(JSONNumber(estimatedSeconds.isFinite ? estimatedSeconds : 0)),
            "largestBytes": .number(JSONNumber(largestBytes)), "warnings": .array(warnings.map(JSONValue.string)),
        ]
    }
}

extension Delivery {
    var apiJSON: JSONValue {
        var json: JSONObject = ["conversation": target.conversation.map { .string($0.rawValue) } ?? .null]
        if let user = target.user { json["user"] = .string(user) }
        json["state"] = .string(state.rawValue)
        if let activityID { json["activityId"] = .string(activityID.rawValue) }
        if let code { json["code"] = .string(code.rawValue) }
        json["attempts"] = .array(attempts.map(\.apiJSON))
        if occurrence > 1 { json["occurrence"] = .number(JSONNumber(occurrence)) }
        if let readAt { json["readAt"] = readAt.apiJSON }
        if let actedAt { json["actedAt"] = actedAt.apiJSON }
        return .object(json)
    }
}

extension DeliveryAttempt {
    fileprivate var apiJSON: JSONValue {
        [
            "at": at.apiJSON, "status": status.map { .number(JSONNumber($0)) } ?? .null,
            "waited": .number(JSONNumber(waited.isFinite ? (waited * 1000).rounded() / 1000 : 0)),
        ]
    }
}

extension LaneHealth {
    var apiJSON: JSONValue {
        var json: JSONObject = [
            "tenant": .string(tenant.rawValue), "held": .number(JSONNumber(held)),
            "onTheWire": .number(JSONNumber(onTheWire)), "pace": .number(JSONNumber(pace.isFinite ? pace : 0)),
            "allowed": .number(JSONNumber(allowed.isFinite ? allowed : 0)), "throttled": .number(JSONNumber(throttled)),
        ]
        if let problem { json["problem"] = .string(problem) }
        if let lease {
            json["owner"] = .string(lease.owner)
            json["epoch"] = .number(JSONNumber(lease.epoch))
            json["leaseUntil"] = Date(timeIntervalSince1970: Double(lease.deadline) / 1000).apiJSON
        }
        return .object(json)
    }
}

extension KnownConversation {
    /// What the registry says of an installation.
    func installationJSON(_ scope: InstallationScope) -> JSONValue {
        var json: JSONObject = ["conversation": .string(id.rawValue), "scope": .string(scope.rawValue)]
        json["tenant"] = tenant.map { .string($0.rawValue) }
        json["user"] = person?.aadObjectId.map { .string($0) }
        json["account"] = person?.id.map { .string($0.rawValue) }
        json["name"] = (person?.name ?? reference.conversation?.name).map { .string($0) }
        if scope == .team {
            json["team"] = .string(id.rawValue)
            json["name"] = team?.name.map { .string($0) }
        }
        json["locale"] = reference.locale.map { .string($0) }
        json["timeZone"] = timeZone.map { .string($0) }
        json["serviceUrl"] = reference.serviceUrl.map { .string($0) }
        json["installedAt"] = installedAt.map { .string($0.rawValue) }
        json["reachable"] = .bool(isReachable)
        json["reason"] = closure.map { .string($0.apiReason) }
        json["since"] = closure?.at.map { .string($0.rawValue) }
        return .object(json)
    }

    /// What the report of who cannot be reached says of it.
    func unreachableJSON(_ closure: ConversationClosure) -> JSONValue {
        var json: JSONObject = ["conversation": .string(id.rawValue)]
        json["user"] = person?.aadObjectId.map { .string($0) }
        json["reason"] = .string(closure.apiReason)
        json["since"] = closure.at.map { .string($0.rawValue) }
        json["notification"] = closure.notification.map { .string($0) }
        return .object(json)
    }
}

extension ConversationClosure {
    /// The reason by the API's name of it.
    fileprivate var apiReason: String { reason == .disabledByAdmin ? "disabled" : reason?.rawValue ?? "unknown" }
}
