import Testing
import TokenKit

private let spellings: [(bytes: [UInt8], text: String)] = [
    ([], ""), ([0], "AA"), ([0xff], "_w"), ([0xfb, 0xef], "--8"), ([1, 2, 3], "AQID"), ([1, 2, 3, 4], "AQIDBA"),
    // RFC 7515, appendix C
    ([3, 236, 255, 224, 193], "A-z_4ME"),
]

@Test(arguments: spellings)
func base64URLGoesBothWays(bytes: [UInt8], text: String) {
    #expect(Base64URL.encode(bytes) == text)
    #expect(Base64URL.decode(text) == bytes)
}

@Test(arguments: ["A", "AA==", "AA=", "AB", "AQJ", "A+z/4ME", "AQ ID", "AQID\n", "\u{e9}AAA", "AQID.", "AAAAA"])
func base64URLHasOneSpelling(text: String) {
    #expect(Base64URL.decode(text) == nil)
}

@Test func base64URLKeepsRandomBytes() {
    for count in 0..<200 {
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255) }
        #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
    }
}

// RFC 4648, §10
@Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"), ("\u{fb}\u{ff}", "w7vDvw=="), ("?>~", "Pz5+"), ("???", "Pz8/"),
])
func base64IsPadded(plain: String, text: String) {
    #expect(Base64.encode(Array(plain.utf8)) == text)
}

@Test func sha1MatchesItsStandard() {
    let digest = sha1(Array("abc".utf8)).map { String($0, radix: 16) }.joined(separator: " ")
    #expect(digest == "a9 99 3e 36 47 6 81 6a ba 3e 25 71 78 50 c2 6c 9c d0 d8 9d")
}

@Test func sha256MatchesItsStandard() {
    let digest = sha256(Array("abc".utf8)).map { String($0, radix: 16) }.joined(separator: " ")
    #expect(digest == "ba 78 16 bf 8f 1 cf ea 41 41 40 de 5d ae 22 23 b0 3 61 a3 96 17 7a 9c b4 10 ff 61 f2 0 15 ad")
    #expect(sha256([]).prefix(4) == [0xe3, 0xb0, 0xc4, 0x42])
}
