import SQLCore
import Testing

private let steps = ["one", "two", "three"].map { Migration($0, "SELECT 1") }

private let seen: [(seen: [String], pending: [Int])] = [
    ([], [0, 1, 2]), (["one"], [1, 2]), (["one", "two", "three"], []),
]

@Test(arguments: seen)
func stepsThatWereNotSeenArePending(seen: [String], pending: [Int]) throws {
    let left = try Migration.pending(of: steps, after: seen, in: "a.db")
    #expect(left.map(\.position) == pending)
    #expect(left.map(\.migration) == pending.map { steps[$0] })
}

private let refused: [(seen: [String], code: StoreError.Code, message: String)] = [
    (["one", "2"], .foreignSchema, "a.db was made by another program (it has 2 in place of two); choose another path"),
    (
        ["one", "two", "three", "four"], .newerSchema,
        "a.db was made by a newer version of this program (it has four); run that version, or choose another path"
    ),
]

@Test(arguments: refused)
func stepsOfOthersAreRefused(seen: [String], code: StoreError.Code, message: String) {
    let error = #expect(throws: StoreError.self) { try Migration.pending(of: steps, after: seen, in: "a.db") }
    #expect(error?.code == code)
    #expect(error?.message == message)
}

@Test func onlyAnEmptyDatabaseOrOneOfOursIsTaken() throws {
    try Migration.checkOwner(ofTables: [], in: "a.db")
    try Migration.checkOwner(ofTables: ["x", Migration.table], in: "a.db")
    #expect(throws: StoreError.self) { try Migration.checkOwner(ofTables: ["x"], in: "a.db") }
}

private let parts = ["one", "b/one", "two", "b/two"].map { Migration($0, "SELECT 1") }

private let seenOfParts: [(seen: [String], pending: [String], positions: [Int])] = [
    ([], ["one", "b/one", "two", "b/two"], [0, 1, 2, 3]),
    (["one", "two"], ["b/one", "b/two"], [2, 3]),
    (["one", "b/one"], ["two", "b/two"], [2, 3]),
    (["b/one", "b/two", "one"], ["two"], [3]),
    (["one", "c/one", "c/two"], ["b/one", "two", "b/two"], [3, 4, 5]),
]

@Test(arguments: seenOfParts)
func orderCountsWithinAComponent(seen: [String], pending: [String], positions: [Int]) throws {
    let left = try Migration.pending(of: parts, after: seen, in: "a.db")
    #expect(left.map(\.migration.name) == pending)
    #expect(left.map(\.position) == positions, "places that are free")
}

private let refusedOfParts: [(seen: [String], code: StoreError.Code)] = [
    (["two"], .foreignSchema), (["one", "b/two"], .foreignSchema),
    (["one", "b/one", "b/two", "b/three"], .newerSchema),
    (["c/one"], .foreignSchema), (["one", "two", "three"], .newerSchema),
]

@Test(arguments: refusedOfParts)
func aComponentOfOthersIsRefused(seen: [String], code: StoreError.Code) {
    let error = #expect(throws: StoreError.self) { try Migration.pending(of: parts, after: seen, in: "a.db") }
    #expect(error?.code == code)
}
