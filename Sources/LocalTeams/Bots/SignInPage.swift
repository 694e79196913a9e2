internal import HTTPKit

/// The local page that stands for the sign-in of Microsoft Entra: who signs in, and how it ends. It runs no script.
struct SignInPage: Sendable {
    /// What stands in the link.
    let id: String
    /// The names of the bot and of its connection.
    let bot: String
    let connection: String
    /// Who can sign in.
    let people: [Person]

    var response: HTTP.Response {
        let choices = people.map {
            "<option value=\"\(Self.escaped($0.handle.rawValue))\">\(Self.escaped($0.name))</option>"
        }
        let failures = SignInFailure.allCases.map { "<option>\($0.rawValue)</option>" }
        return Self.page(
            "Sign in",
            """
            <p>\(Self.escaped(bot)) asks you to sign in at “\(Self.escaped(connection))”.</p>
            <form method="post" action="/api/oauth/signin">
            <input type="hidden" name="signin" value="\(Self.escaped(id))">
            <p><label>Account <select name="as">\(choices.joined())</select></label></p>
            <p><button name="outcome" value="token">Sign in</button>
            <button name="outcome" value="cancel">Cancel</button></p>
            <p><label>Failure <select name="code">\(failures.joined())</select></label>
            <button name="outcome" value="failure">Fail</button></p>
            </form>
            """)
    }

    /// It is over; the window can be closed.
    static func over(_ words: String, status: Int = 200) -> HTTP.Response {
        page("Sign in", "<p role=\"status\">\(escaped(words))</p><p>You can close this window.</p>", status: status)
    }

    static let gone = over("This sign-in is not known: it is over, or too old.", status: 404)

    private static func page(_ title: String, _ body: String, status: Int = 200) -> HTTP.Response {
        let html = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>\(title)</title>
            <style>:root{color-scheme:light dark}body{font:16px system-ui;margin:3em auto;max-width:30em;padding:0 1em}
            button,select{font:inherit;padding:.3em .6em}</style></head>
            <body><main><h1>\(title)</h1>
            \(body)
            </main></body></html>
            """
        return HTTP.Response(
            status: status,
            fields: [
                "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
                "Content-Security-Policy":
                    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
                "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
            ], body: Array(html.utf8))
    }

    private static func escaped(_ text: String) -> String {
        Markup.escaped(text).replacing("\"", with: "&quot;")
    }
}
