import Foundation
import JSONKit
import TeamsModels
import Testing

@testable import TeamsNotifications

@Suite("Where the app is to be installed")
struct InstallationWishTests {
    private static let refusals: [(body: JSONValue, pointer: String)] = [
        ([:], ""), (["users": ["a", ""]], "/users/1"), (["users": ["a/b"]], "/users/0"),
        (["teams": ["19:a@thread.tacv2"]], "/teams/0"), (["everyone": false], "/everyone"),
        (["everyone": true, "users": ["a"]], "/everyone"), (["users": ["a"], "filter": "true"], "/filter"),
        (["everyone": true, "filter": "user.department =="], "/filter"), (["users": ["a"], "user": "b"], "/user"),
        (["everyone": true, "filter": ""], "/filter"),
    ]

    @Test("What cannot be done is refused with its place", arguments: refusals)
    func refused(body: JSONValue, pointer: String) {
        let error = #expect(throws: StrictError.self) { try StrictReader.read(InstallationWish.self, from: body) }
        #expect(error?.pointer.description == pointer, "\(body.text()): \(error?.problem ?? "")")
    }

    @Test("People, teams and everyone are read")
    func read() throws {
        let wish = try StrictReader.read(
            InstallationWish.self, from: ["users": ["a", "b"], "teams": ["c"], "tenant": "t"])
        #expect(wish.targets.map(\.id) == ["a", "b", "c"] && wish.tenant == "t" && !wish.isEveryone)
        let all = try StrictReader.read(
            InstallationWish.self, from: ["everyone": true, "filter": "${user.jobTitle == 'Pilot'}"])
        #expect(all.isEveryone && all.filter == "${user.jobTitle == 'Pilot'}")
    }

    @Test("A job is read as it was stored")
    func stored() throws {
        for source in [InstallationJob.Source.listed(parts: 3), .everyone(filter: nil), .everyone(filter: "true")] {
            var job = InstallationJob(
                id: "j", source: source, tenant: "t", createdAt: Date(timeIntervalSince1970: 1_790_000_000.5))
            job.counts.waiting = 9
            job.count(.installed)
            job.count(.already)
            job.count(.failed(InstallationFailure(code: "notFound", message: "who?")))
            job.count(.failed(InstallationFailure(code: "missingPermission", message: "x", concernsEverything: true)))
            job.done = 2
            job.link = "https://graph.microsoft.com/v1.0/users?$skiptoken=a"
            #expect(job.counts == .init(waiting: 5, installed: 1, already: 1, failed: 2))
            #expect(job.problem == "x" && job.failures == ["notFound": 1, "missingPermission": 1])
            #expect(InstallationJob(stored: job.stored) == job)
        }
        #expect(InstallationJob(stored: "{}") == nil && InstallationJob(stored: "") == nil)
    }

    private static let filters: [(source: String, isMeant: Bool)] = [
        ("user.department == 'Sales'", true), ("${user.department == 'Sales'}", true),
        ("user.department == 'Art'", false), ("user.nothing", false), ("user.accountEnabled", true),
        ("startsWith(user.userPrincipalName, 'ines@')", true), ("int(user.department) > 3", false), ("'true'", false),
    ]

    @Test("A person is meant when the expression is true, and not when it cannot be told", arguments: filters)
    func filter(source: String, isMeant: Bool) throws {
        let filter = try PersonFilter(source, now: { Date(timeIntervalSince1970: 0) })
        let user: JSONValue = [
            "id": "1", "department": "Sales", "accountEnabled": true, "userPrincipalName": "ines@contoso.com",
        ]
        #expect(filter.includes(user) == isMeant)
    }

    @Test("What an expression needs is asked of Microsoft Graph")
    func properties() throws {
        let filter = try PersonFilter("user.department == 'A' && user.country != other.b", now: { Date() })
        #expect(Set(filter.properties) == ["department", "country"])
    }
}
