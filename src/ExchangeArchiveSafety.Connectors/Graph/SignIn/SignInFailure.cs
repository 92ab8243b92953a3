using System.Text.RegularExpressions;
using Azure.Identity;

namespace ExchangeArchiveSafety;

/// <summary>
/// Tells why signing in failed. What the libraries threw is not kept: it can hold what was sent and what came back.
/// </summary>
internal sealed class SignInFailure(GraphConnectionSettings settings)
{
    private const int LongestReason = 300;

    private static readonly Regex Code = new(@"\bAADSTS\d+", RegexOptions.CultureInvariant);

    public GraphException Of(Exception exception)
    {
        var reason = Redact(FirstLine(exception is AggregateException several ? several.GetBaseException().Message : exception.Message));
        var id = exception is CredentialUnavailableException ? "GraphSignInUnavailable" : "GraphSignInFailed";
        return new(id, DisplayText.Sentence(exception is CredentialUnavailableException ? GraphMessages.SignInUnavailable : GraphMessages.SignInFailed, settings.Authentication.ToString(), reason))
        {
            Code = Code.Match(exception.ToString()).Value,
        };
    }

    private string Redact(string text)
    {
        if (settings.Secret is { Length: > 0 } secret)
        {
            var plain = PlainText.Of(secret);
            text = text.Replace(plain, "***").Replace(Uri.EscapeDataString(plain), "***");
        }

        return text.Length > LongestReason ? text.Substring(0, LongestReason) + "…" : text;
    }

    private static string FirstLine(string text)
    {
        // The first line of Azure.Identity's own sentence, and the authority's sentence when it gives one.
        var lines = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(lines, line => Code.IsMatch(line)) ?? (lines.Length > 0 ? lines[0] : "");
    }
}
