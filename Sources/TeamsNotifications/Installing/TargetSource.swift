internal import Foundation
internal import JSONKit
internal import TeamsConnector
internal import TeamsModels

/// Where a job's places come from, part by part: the stored list, or the organisation's people.
struct TargetSource {
    struct Part {
        let number: Int
        let targets: [InstallationTarget]
        /// People whom the filter leaves out.
        var skipped = 0
        /// Where the next part begins; nil where the number says it.
        var link: String?
    }

    private let job: InstallationJob
    private let book: InstallationBook
    private let graph: GraphClient
    private let tenant: TenantID?
    private let filter: PersonFilter?
    private var number: Int
    private var link: String?
    private var isAtEnd = false
    /// Why the list ended early.
    private(set) var problem: String?

    init(
        _ job: InstallationJob, book: InstallationBook, graph: GraphClient, tenant: TenantID?,
        now: @escaping @Sendable () -> Date
    ) {
        self.job = job
        self.book = book
        self.graph = graph
        self.tenant = tenant
        number = job.done
        link = job.link
        if case .everyone(let source?) = job.source {
            filter = try? PersonFilter(source, now: now)
        } else {
            filter = nil
        }
        // What was stored as the last part has no next one.
        if case .everyone = job.source, job.done > 0, job.link == nil { isAtEnd = true }
    }

    /// The next part; nil at the end.
    mutating func next() async throws -> Part? {
        guard !isAtEnd else { return nil }
        switch job.source {
        case .listed(let parts):
            guard number < parts else { return nil }
            defer { number += 1 }
            return Part(number: number, targets: try await book.targets(of: job, part: number))
        case .everyone:
            let page: GraphItems
            do throws(GraphError) {
                page = try await graph.page(
                    .users(selecting: filter?.properties ?? [], isEnabled: true), after: link, tenant: tenant)
            } catch {
                if error.code == .cancelled { throw CancellationError() }
                if error.isPassing { throw error }
                isAtEnd = true
                problem = error.message
                return nil
            }
            let meant = page.items.filter { filter?.includes($0) ?? true }
            defer { number += 1 }
            link = page.next
            isAtEnd = link == nil
            return Part(
                number: number, targets: meant.compactMap(InstallationTarget.init(user:)),
                skipped: page.items.count - meant.count, link: link)
        }
    }
}

extension InstallationTarget {
    /// A person as Microsoft Graph shows one; nil for what has no id.
    init?(user: JSONValue) {
        guard let id = user["id"]?.stringValue, !id.isEmpty else { return nil }
        self.init(.user, id, name: user["displayName"]?.stringValue)
    }
}
