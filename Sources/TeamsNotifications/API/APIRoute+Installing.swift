internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TeamsModels

extension APIRoute {
    /// What goes through Microsoft Graph.
    static let installing: [APIRoute] = [
        APIRoute(
            method: "POST", pattern: "/v1/installations",
            summary: "Installs the app through Microsoft Graph; answers when that is durable.", scope: .admin,
            body: APISchema.ref("InstallationRequest"),
            answers: [.json(202, "It will be done", "InstallationJobAccepted")], errors: [413],
            answer: { call in
                let json = try call.json()
                _ = try call.query(NoQuery.self)
                let wish = try StrictReader.read(InstallationWish.self, from: json)
                let job = try await desk(call).accept(wish)
                return .json(job.acceptedJSON, status: 202)
            }),
        APIRoute(
            method: "GET", pattern: "/v1/installations/jobs",
            summary: "What is or was being installed, the newest first.",
            scope: .read, answers: [.page("All that are kept", of: "InstallationJob")],
            answer: { call in
                try call.nothingElse()
                return .page(try await desk(call).jobs().map(\.apiJSON), next: nil)
            }),
        APIRoute(
            method: "GET", pattern: "/v1/installations/jobs/{id}", summary: "How far it is.", scope: .read,
            answers: [.json(200, "The job", "InstallationJob")], errors: [404],
            answer: { call in
                try call.nothingElse()
                return .json(try await job(call).apiJSON)
            }),
        APIRoute(
            method: "GET", pattern: "/v1/installations/jobs/{id}/failures", summary: "Where it could not be installed.",
            scope: .read, items: Item.page, answers: [.page("A page of failures", of: "InstallationFailure")],
            errors: [404],
            answer: { call in
                let page = try call.query(PageQuery.self).page
                guard let place = Int(page.after ?? "0"), place >= 0 else {
                    throw APIError.invalid("is none that a page before has given", at: "/after")
                }
                let found = try await desk(call).failures(of: try await job(call), after: place, limit: page.limit)
                return .page(found.items.map(\.apiJSON), next: found.next)
            }),
        APIRoute(
            method: "POST", pattern: "/v1/reconcile",
            summary: "Compares the registry with Microsoft Graph: thirty people a second.", scope: .admin,
            body: APISchema.ref("ReconcileRequest"),
            answers: [.json(200, "How they differ", "ReconcileReport")], errors: [409],
            answer: { call in
                let json: JSONValue = call.request.body.isEmpty ? [:] : try call.json()
                _ = try call.query(NoQuery.self)
                let body = try StrictReader.read(ReconcileBody.self, from: json)
                guard let reconciler = call.desk.reconciler else { throw nobody }
                return .json(try await reconciler.compare(applies: body.apply, tenant: body.tenant).json)
            }),
    ]

    private static let nobody = APIError(503, .unavailable, "there is nobody here who asks Microsoft Graph")

    private static func desk(_ call: APICall) throws(APIError) -> InstallationDesk {
        guard let desk = call.desk.installing else { throw nobody }
        return desk
    }

    private static func job(_ call: APICall) async throws -> InstallationJob {
        guard let job = try await desk(call).job(call.path["id"]) else {
            throw APIError.notFound("there is no such job of installing")
        }
        return job
    }
}

/// What a comparison does.
struct ReconcileBody: StrictlyDecodable {
    let apply: Bool
    let tenant: TenantID?

    init(from reader: inout StrictReader) throws(StrictError) {
        apply = try reader.optional("apply") ?? false
        tenant = (try reader.optional("tenant", .filled) as String?).map { TenantID(rawValue: $0) }
    }
}

extension InstallationJob {
    fileprivate var acceptedJSON: JSONValue {
        ["id": .string(id), "state": .string(state.rawValue), "counts": counts.apiJSON]
    }

    fileprivate var apiJSON: JSONValue {
        var json: JSONObject = ["id": .string(id), "state": .string(state.rawValue), "counts": counts.apiJSON]
        json["failures"] = .array(
            failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, count in
                var reason: JSONObject = ["code": .string(code), "count": .number(JSONNumber(count))]
                let advice = DeliveryAdvice.text(for: DeliveryCode.installing(code).rawValue)
                reason["advice"] = advice.map { .string($0) }
                return .object(reason)
            })
        json["problem"] = problem.map { .string($0) }
        json["createdAt"] = createdAt.apiJSON
        json["finishedAt"] = finishedAt?.apiJSON
        return .object(json)
    }
}

extension InstallationJob.Counts {
    fileprivate var apiJSON: JSONValue {
        [
            "waiting": .number(JSONNumber(waiting)), "installed": .number(JSONNumber(installed)),
            "already": .number(JSONNumber(already)), "failed": .number(JSONNumber(failed)),
            "skipped": .number(JSONNumber(skipped)),
        ]
    }
}

extension InstallationBook.Failure {
    fileprivate var apiJSON: JSONValue {
        [target.kind.rawValue: .string(target.id), "code": .string(code), "message": .string(message)]
    }
}
