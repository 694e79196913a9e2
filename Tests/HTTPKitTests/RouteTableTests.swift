import TestSupport
import Testing

@testable import HTTPKit

private let routes: [(method: String, pattern: String)] = [
    ("GET", "/"), ("GET", "/v3/conversations/{c}/members"), ("POST", "/v3/conversations/{c}/members"),
    ("GET", "/v3/conversations/{c}/members/{m}"), ("GET", "/v3/conversations/{other}/activities/{a}"),
    ("PUT", "/v3/conversations/{x}/activities/{y}"), ("GET", "/{tenant}/keys"), ("GET", "/common/keys"),
    ("POST", "/common/{what}"), ("GET", "/Mixed/Case"),
]

private let table: RouteTable<String> = {
    var table = RouteTable<String>()
    for (method, pattern) in routes { table.add(method, pattern, "\(method) \(pattern)") }
    return table
}()

private func match(_ method: String, _ path: String) -> String {
    let segments = path.split(separator: "/").map(String.init)
    switch table.match(method, segments[...]) {
    case .found(let name, let parameters):
        let known = ["c", "m", "a", "x", "y", "other", "tenant", "what"].filter { !parameters[$0].isEmpty }
        return name + known.map { " \($0)=\(parameters[$0])" }.joined()
    case .otherMethods(let methods): return methods.joined(separator: ",")
    case .nothing: return "-"
    }
}

private let requests: [(method: String, path: String, found: String)] = [
    ("GET", "/", "GET /"),
    ("HEAD", "/", "GET"),
    ("GET", "/v3/conversations/1;2/members", "GET /v3/conversations/{c}/members c=1;2"),
    ("POST", "/V3/Conversations/é/MEMBERS", "POST /v3/conversations/{c}/members c=é"),
    ("DELETE", "/v3/conversations/1/members", "GET,POST"),
    ("GET", "/v3/conversations/1/members/2", "GET /v3/conversations/{c}/members/{m} c=1 m=2"),
    ("GET", "/v3/conversations/1/activities/2", "GET /v3/conversations/{other}/activities/{a} a=2 other=1"),
    ("PUT", "/v3/conversations/1/activities/2", "PUT /v3/conversations/{x}/activities/{y} x=1 y=2"),
    ("GET", "/v3/conversations/1", "-"),
    ("GET", "/v3/conversations/1/members/2/3", "-"),
    // The first that was added has it.
    ("GET", "/common/keys", "GET /{tenant}/keys tenant=common"),
    ("POST", "/common/keys", "POST /common/{what} what=keys"),
    ("PATCH", "/common/keys", "GET,POST"),
    ("POST", "/x/keys", "GET"),
    ("GET", "/mIXED/cASE", "GET /Mixed/Case"),
    // Only ASCII has case here: the sign for kelvin is no k.
    ("GET", "/common/\u{212A}eys", "POST"),
]

@Test(arguments: requests.indices)
func routeIsFoundByMethodAndPath(index: Int) {
    #expect(match(requests[index].method, requests[index].path) == requests[index].found)
}

@Test func pathMayBeAPartOfALongerOne() {
    let path = ["emea", "v3", "conversations", "7", "members"]
    guard case .found(let name, let parameters) = table.match("GET", path[1...]) else {
        Issue.record("not found")
        return
    }
    #expect(name == "GET /v3/conversations/{c}/members" && parameters["c"] == "7" && parameters["nothing"] == "")
}

@Test func lookUpCostsTheSameAmongManyRoutes() {
    expectLinear("as many look-ups as routes", size: 256) { count in
        var table = RouteTable<Int>()
        for index in 0..<count { table.add("GET", "/a/\(index)/{b}", index) }
        return (table, (0..<count).map { ["a", "\($0)", "c"] })
    } in: { table, paths in
        for path in paths { _ = table.match("GET", path[...]) }
    }
}
