internal import TeamsConnector

/// What a handler threw, for who develops the bot: one line of a field of the answer, without secrets.
enum BotErrorLine {
    /// So many characters are looked at: more than are ever shown.
    private static let maxCharacters = 4_000

    static func line(for error: any Error, hiding credentials: Credentials?) -> String {
        let said = "\(error)"
        let hidden = credentials?.hidingSecret(in: said) ?? said
        let line = printable(tokensHidden(String(hidden.unicodeScalars.prefix(maxCharacters))))
        return line.allSatisfy(\.isWhitespace) ? "\(type(of: error))" : line
    }

    /// With every word in the place of which a token stands: one that begins as tokens do, and one after `Bearer`.
    private static func tokensHidden(_ text: String) -> String {
        var result = ""
        var word = ""
        var isAfterBearer = false
        func isToken(_ word: String) -> Bool {
            isAfterBearer && word.utf8.count >= 8 || word.hasPrefix("eyJ") && word.utf8.count >= 20
        }
        func close() {
            guard !word.isEmpty else { return }
            result += isToken(word) ? "(token)" : word
            isAfterBearer = word.lowercased() == "bearer"
            word = ""
        }
        for character in text {
            if character.isLetter || character.isNumber || "-._~+/=".contains(character) {
                word.append(character)
            } else {
                close()
                result.append(character)
            }
        }
        close()
        return result
    }
}
