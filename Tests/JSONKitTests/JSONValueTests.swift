import Testing
@testable import JSONKit

@Test func nullEqualsNull() { #expect(JSONValue.null == .null) }
