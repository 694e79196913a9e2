import SQLCore
import Testing

private let row = SQLRow(columns: ["id", "name", "data", "none"], values: [7, "Ines", .blob([1]), nil])

@Test func aRowIsReadByNameAndType() throws {
    #expect(try row.integer("id") == 7)
    #expect(try row.text("name") == "Ines")
    #expect(try row.bytes("data") == [1])
    #expect(row["none"].isNull)
    #expect(row[1] == "Ines")
}

@Test(arguments: ["id", "data", "none"])
func aColumnThatHoldsSomethingElseIsDamage(column: String) {
    let error = #expect(throws: StoreError.self) { try row.text(column) }
    #expect(error?.code == .damagedRow)
    #expect(error?.message == "the column \(column) of a row does not hold text")
}

@Test func aPageThatIsNotFullIsTheLast() {
    let query = PagedQuery(
        "SELECT id FROM t WHERE kind = ? AND id > ? ORDER BY id LIMIT ?", ["a"], key: "id", pageRows: 2)
    #expect(query.values(after: 5) == ["a", 5, 2])
    #expect(query.next(after: [row, row]) == 7)
    #expect(query.next(after: [row]) == nil)
    #expect(query.next(after: []) == nil)
    #expect(PagedQuery("", key: "id", pageRows: 0).pageRows == 1)
}
