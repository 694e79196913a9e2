internal import HTTPKit
internal import JSONKit
internal import TeamsModels

extension APIRoute {
    /// How the service itself does.
    static let operations: [APIRoute] = [
        APIRoute(
            method: "GET", pattern: "/v1/lanes", summary: "How sending does, by organisation.", scope: .read,
            items: Item.page, answers: [.page("A page of lanes", of: "Lane")],
            answer: { call in
                let page = try call.query(PageQuery.self).page
                var lanes = try await call.desk.lanesOfAll()[...]
                if let after = page.after { lanes = lanes.drop { $0.tenant.rawValue <= after } }
                let next = lanes.count > page.limit ? lanes.prefix(page.limit).last?.tenant.rawValue : nil
                return .page(lanes.prefix(page.limit).map(\.apiJSON), next: next)
            }),
        APIRoute(
            method: "GET", pattern: "/openapi.json", summary: "This document.", scope: .read,
            answers: [Answer(status: 200, description: "OpenAPI 3.1", schema: ["type": "object"])],
            answer: { call in
                try call.nothingElse()
                return .json(OpenAPIDocument.bytes)
            }),
        APIRoute(
            method: "GET", pattern: "/metrics", summary: "Numbers, as Prometheus reads them.", scope: .read,
            answers: [
                Answer(
                    status: 200, description: "Prometheus text", contentType: "text/plain", schema: APISchema.text())
            ],
            answer: { call in
                try call.nothingElse()
                let isReady = await call.api.problems().isEmpty
                var text = call.api.meter.text(
                    lanes: call.desk.lanes, sending: call.desk.figures, store: try? await call.desk.storeFigures(),
                    removed: call.desk.removedDeliveries, isReady: isReady, now: call.desk.now)
                text += call.api.sources?.metrics ?? ""
                return .bytes(Array(text.utf8), contentType: "text/plain; version=0.0.4; charset=utf-8")
            }),
        APIRoute(
            method: "GET", pattern: "/healthz", summary: "Whether the process lives.", scope: nil,
            answers: [.json(200, "It does", "Health")],
            answer: { _ in .json(["status": "ok"]) }),
        APIRoute(
            method: "GET", pattern: "/readyz", summary: "Whether all is well, and what is not.", scope: nil,
            answers: [.json(200, "All is well", "Readiness"), .json(503, "Something is wrong", "Readiness")],
            answer: { call in
                let problems = await call.api.problems()
                return .json(
                    ["ready": .bool(problems.isEmpty), "problems": .array(problems.map(JSONValue.string))],
                    status: problems.isEmpty ? 200 : 503)
            }),
    ]
}
