import Teams
import TeamsNotifications

/// Another program reports an incident, everybody concerned gets a card, and whoever acknowledges it changes the card
/// of all.
///
/// ```sh
/// curl localhost:3978/incident -H "Authorization: Bearer $INCIDENT_KEY" -d '{"id":"4711","title":"Crane 4 is down"}'
/// ```
func addIncidents(to app: App, _ notifications: Notifications, key: RequestKey) {
    let incidents = Incidents(notifications)
    app.onRequest("POST", "/incident", key: key) { request in
        let report = try JSONValue(parsing: request.body)
        guard let incident = Incident(report) else {
            return .json(["error": "an incident has an id and a title"], status: 400)
        }
        do {
            guard let audience = try await audience(of: report, notifications) else {
                return .json(["error": "nobody of that name is known"], status: 404)
            }
            let id = try await incidents.open(incident, for: audience)
            return .json(["notification": .string(id.rawValue)], status: 202)
        } catch let error as NotificationError {  // a full disk, an id that stood for something else before
            return .json(["error": .string(error.message)], status: error.code == .unavailable ? 503 : 409)
        }
    }
    app.onCardAction("acknowledge", data: Acknowledgement.self) { context, acknowledgement in
        let name = try await context.namedSender().name ?? "somebody"
        let count = try await incidents.acknowledge(acknowledgement.incident, by: name)
        return .message(count.map { "Thank you. \($0) of you know of it." } ?? "That incident is over.")
    }
}

/// What the button of an incident's card carries.
private struct Acknowledgement: Decodable {
    let incident: String
}

/// Whom a report names, by name: a person, a channel; everyone when it names nobody. Nil for a name that is not known.
private func audience(
    of report: JSONValue, _ notifications: Notifications
) async throws -> NotificationAudience? {
    if let name = report["person"]?.stringValue {
        guard let person = try await notifications.person(named: name) else { return nil }
        return .conversations([person.id])
    }
    if let name = report["channel"]?.stringValue {
        let team = report["team"]?.stringValue ?? ""
        guard let channel = try await notifications.channel(named: name, inTeam: team) else { return nil }
        return .conversations([channel.conversation])
    }
    return .everyone
}

/// What has happened.
struct Incident: Sendable {
    let id: String
    let title: String
    let service: String
    var acknowledgedBy: [String] = []

    init?(_ report: JSONValue) {
        guard let id = report["id"]?.stringValue, let title = report["title"]?.stringValue else { return nil }
        self.id = id
        self.title = title
        service = report["service"]?.stringValue ?? "not told"
    }

    /// The card: a template with data.
    var content: NotificationContent {
        let people = acknowledgedBy.isEmpty ? "nobody yet" : acknowledgedBy.joined(separator: ", ")
        let data: JSONValue = [
            "id": .string(id), "title": .string(title), "service": .string(service), "people": .string(people),
        ]
        return .card(Self.template, data: data).summarized("Incident: \(title)")
    }

    private static let template: JSONValue = [
        "type": "AdaptiveCard", "version": "1.5",
        "body": [
            ["type": "TextBlock", "text": "${title}", "size": "Large", "weight": "Bolder", "wrap": true],
            [
                "type": "FactSet",
                "facts": [
                    ["title": "Service", "value": "${service}"], ["title": "Acknowledged by", "value": "${people}"],
                ],
            ],
            ["type": "TextBlock", "text": "You get this because an alarm of yours has reported it.", "wrap": true],
        ],
        "actions": [
            ["type": "Action.Execute", "title": "Acknowledge", "verb": "acknowledge", "data": ["incident": "${id}"]]
        ],
    ]
}

/// The incidents of this run, and which notification tells of each.
actor Incidents {
    private let notifications: Notifications
    private var open: [String: (incident: Incident, notification: NotificationID)] = [:]

    init(_ notifications: Notifications) { self.notifications = notifications }

    /// Tells of an incident, once however often it is reported.
    func open(_ incident: Incident, for audience: NotificationAudience) async throws -> NotificationID {
        if let known = open[incident.id] { return known.notification }
        let id = try await notifications.notify(
            audience, about: "incidents", incident.content, priority: .urgent, guarantee: .atLeastOnce,
            idempotencyKey: "incident-\(incident.id)")
        open[incident.id] = open[incident.id] ?? (incident, id)
        return id
    }

    /// Notes that somebody knows of it, and gives everyone's card the new list.
    /// - Returns: how many do; nil for an incident that is not known.
    func acknowledge(_ id: String, by person: String) async throws -> Int? {
        guard var known = open[id] else { return nil }
        guard !known.incident.acknowledgedBy.contains(person) else { return known.incident.acknowledgedBy.count }
        known.incident.acknowledgedBy.append(person)
        open[id] = known
        repeat {  // again when somebody else has come meanwhile, so that the last word is the whole list
            known = open[id] ?? known
            try await notifications.update(known.notification, known.incident.content)
        } while open[id]?.incident.acknowledgedBy.count != known.incident.acknowledgedBy.count
        return known.incident.acknowledgedBy.count
    }
}

extension HTTP.Response {
    fileprivate static func json(_ json: JSONValue, status: Int) -> HTTP.Response {
        .json(json.serialized(), status: status)
    }
}
