internal import HTTPKit
internal import JSONKit

extension APIRoute {
    /// Where events come from, and which of them nothing could be made of.
    static let sources: [APIRoute] = [
        APIRoute(
            method: "GET", pattern: "/v1/sources", summary: "Sources of events, and how they do.", scope: .read,
            items: Item.page, answers: [.page("A page of sources", of: "Source")],
            answer: { call in
                let page = try call.query(PageQuery.self).page
                var statuses = (call.api.sources?.statuses ?? [])[...]
                if let after = page.after { statuses = statuses.drop { $0.name <= after } }
                let next = statuses.count > page.limit ? statuses.prefix(page.limit).last?.name : nil
                return .page(statuses.prefix(page.limit).map(\.apiJSON), next: next)
            }),
        APIRoute(
            method: "GET", pattern: "/v1/sources/{name}/rejected",
            summary: "Events of which nothing could be made, the newest first.", scope: .read, items: Item.page,
            answers: [.page("A page of events", of: "RejectedEvent")], errors: [404],
            answer: { call in
                let page = try call.query(PageQuery.self).page
                let name = call.path["name"]
                let found = try await call.api.sources?.rejected(of: name, after: page.after, limit: page.limit)
                guard let found else { throw APIError.notFound("there is no source \"\(name.excerpt)\"") }
                return .page(found.items.map(\.apiJSON), next: found.next)
            }),
    ]
}
