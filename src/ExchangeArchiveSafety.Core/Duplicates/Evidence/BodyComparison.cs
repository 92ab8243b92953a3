namespace ExchangeArchiveSafety.Duplicates.Evidence;

/// <summary>What two bodies say about each other.</summary>
internal enum BodyComparison
{
    /// <summary>There is no form that both have, or no text in it.</summary>
    Unknown,

    /// <summary>Every form that both have is equal.</summary>
    Equal,

    /// <summary>A form that both have differs.</summary>
    Different,
}

/// <summary>Compares the bodies of two copies form by form.</summary>
internal static class BodyComparer
{
    // SHA-256 of nothing. Two empty texts beside bodies in other forms agree about nothing.
    private const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static BodyComparison Compare(MailBody? first, MailBody? second)
    {
        if (first is null || second is null)
        {
            return BodyComparison.Unknown;
        }

        var (equal, unlike) = (false, false);
        foreach (var (one, other) in new[] { (first.Text, second.Text), (first.Html, second.Html), (first.Rtf, second.Rtf) })
        {
            var match = DigestText.Match(one, other);
            if (match == FieldMatch.Different)
            {
                return BodyComparison.Different;
            }

            equal |= match == FieldMatch.Equal && !IsOfNothing(one);
            unlike |= match != FieldMatch.Equal && (HasText(one) || HasText(other));
        }

        return equal || (!unlike && DigestText.Match(first.Text, second.Text) == FieldMatch.Equal) ? BodyComparison.Equal : BodyComparison.Unknown;
    }

    /// <summary>
    /// One digest for each of several bodies, of the forms that all of them have, so that equal digests mean what <see cref="Compare"/>
    /// calls equal; null where nothing can be said.
    /// </summary>
    public static Func<MailBody, string>? Common(IReadOnlyList<MailBody> bodies)
    {
        if (bodies.Count < 2)
        {
            return null;
        }

        Func<MailBody, string>[] forms = [body => body.Text, body => body.Html, body => body.Rtf];
        var common = Array.FindAll(forms, form => bodies.All(body => form(body).Length > 0));
        var tells = common.Any(form => bodies.Any(body => !IsOfNothing(form(body))))
            || (common.Contains(forms[0]) && forms.All(form => !bodies.Any(body => HasText(form(body)))));
        return tells ? body => string.Join("|", common.Select(form => form(body))) : null;
    }

    /// <summary>Both items with body digests that say to the evidence rule what the comparison said.</summary>
    public static (MailItem First, MailItem Second) Told(MailItem first, MailItem second, BodyComparison comparison) => comparison switch
    {
        BodyComparison.Equal => (first.WithBodyDigest("equal"), second.WithBodyDigest("equal")),
        BodyComparison.Different => (first.WithBodyDigest("first"), second.WithBodyDigest("second")),
        _ => (first.WithBodyDigest(""), second.WithBodyDigest("")),
    };

    private static bool HasText(string digest) => digest.Length > 0 && !IsOfNothing(digest);

    private static bool IsOfNothing(string digest) => string.Equals(digest, OfNothing, StringComparison.OrdinalIgnoreCase);
}
