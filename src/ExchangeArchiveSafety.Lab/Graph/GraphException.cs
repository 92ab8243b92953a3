namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>A refusal, with the status and the code that go with it.</summary>
internal sealed class GraphException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>Import is no part of Graph and has its own form: a message and nothing else.</summary>
    public bool IsOfImport { get; init; }

    public static GraphException BadRequest(string message, string code = "ErrorInvalidRequest") => new(400, code, message);

    public static GraphException NoToken() =>
        new(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.") { Headers = { ("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\"") } };

    public static GraphException Forbidden() => new(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");

    public static GraphException NoMailbox() => new(404, "ErrorMailboxNotFound", "The specified mailbox does not exist.");

    public static GraphException NoFolder() => new(404, "ErrorFolderNotFound", "The specified folder could not be found in the store.");

    public static GraphException NoItem() => new(404, "ErrorItemNotFound", "The specified object was not found in the store.");

    public GraphAnswer Answer()
    {
        var answer = Status == 308 ? new GraphAnswer(Status) : GraphAnswer.Json(
            this,
            static (json, error) =>
            {
                json.WriteStartObject();
                if (error.IsOfImport)
                {
                    json.WriteString("Message", error.Message);
                    json.WriteEndObject();
                    return;
                }

                json.WriteStartObject("error");
                json.WriteString("code", error.Code);
                json.WriteString("message", error.Message);
                json.WriteStartObject("innerError");
                json.WriteString("date", DateTime.UtcNow.ToString("s", System.Globalization.CultureInfo.InvariantCulture));
                json.WriteString("request-id", Guid.NewGuid());
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            },
            Status);
        answer.Headers.AddRange(Headers);
        return answer;
    }
}
