internal import HTTPKit
internal import JSONKit

/// Meetings: M1–M3 of the wire contract.
extension ServicePlane {
    static func addMeetingRoutes(to table: inout RouteTable<Operation>) {
        func add(_ method: String, _ path: String, _ handler: @escaping Handler) {
            table.add(method, "/v1/meetings" + path, Operation(name: "meeting", handler: handler))
        }
        add("GET", "/{m}") { try await $0.meeting($1) }  // M1
        add("GET", "/{m}/participants/{id}") { try await $0.participant($1) }  // M2
        // The parameter has another name: a notification is nobody's business but that of its recipients.
        add("POST", "/{n}/notification") { try await $0.notify($1) }  // M3
    }

    private func meeting(_ call: ServiceCall) async throws -> Answer {
        let (meeting, lack) = try await host.read { world in
            (try world.meeting(call["m"], for: call.bot), world.lack(of: "OnlineMeeting.ReadBasic.Chat", of: call.bot))
        }
        return .json(200, .object(meeting), note: lack)
    }

    private func participant(_ call: ServiceCall) async throws -> Answer {
        let participant = try await host.read { world in
            try world.participant(call["id"], of: call["m"], tenant: call.text("tenantId"), for: call.bot)
        }
        return .json(200, .object(participant))
    }

    private func notify(_ call: ServiceCall) async throws -> Answer {
        let notification = try MeetingNotification(call.body)
        let notified = try await host.change { try $0.notify(meeting: call["n"], notification, by: call.bot) }
        let (unreached, note) = notified.value
        guard !unreached.isEmpty else { return Answer(response: .empty(status: 202), note: note) }
        let failures: [JSONValue] = unreached.map { unreached in
            [
                "recipientMri": .string(unreached.recipient), "errorCode": .string(unreached.refusal.code),
                "failureReason": .string(unreached.refusal.message),
            ]
        }
        return .json(207, ["recipientsFailureInfo": .array(failures)], note: note)
    }
}
