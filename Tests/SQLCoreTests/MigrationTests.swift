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
