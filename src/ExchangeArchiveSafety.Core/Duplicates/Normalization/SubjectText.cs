using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Normalization;

/// <summary>
/// The subject as evidence: white space collapsed, and without the reply and forward prefixes that mail programs add, because an
/// inventory may carry PidTagNormalizedSubject for one item and the full subject for the other. Case stays. A subject that is nothing
/// but prefixes keeps the last one: the answer to a mail without a subject has a subject.
/// </summary>
internal static class SubjectText
{
    private const int LongestPrefix = 24;

    // What Outlook and other mail programs write in front of a reply or a forwarded message, language by language.
    private static readonly HashSet<string> Prefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        "RE", "FW", "FWD", // English and most others
        "AW", "WG", // German
        "TR", "REF", // French
        "RV", // Spanish
        "RES", "ENC", // Portuguese
        "R", "RIF", "I", // Italian
        "SV", "VS", "VB", "VL", "FS", // Danish, Norwegian, Swedish, Finnish, Icelandic
        "ANTW", "DOORST", // Dutch
        "ODP", "PD", // Polish, Czech
        "ODG", "PROSL", // Croatian, Slovenian, Serbian
        "VÁ", "TOVÁBBÍTÁS", // Hungarian
        "YNT", "İLT", "ILT", // Turkish
        "ΑΠ", "ΣΧΕΤ", "ΠΡΘ", // Greek
        "НА", "ОТВ", "ПЕРЕСЛ", "ВІДП", // Russian, Ukrainian, Bulgarian
        "BLS", "TRS", // Indonesian
        "ATB", "PĀRS", "YML", // Latvian, Welsh
        "VAST", "EDASI", // Estonian
        "ATS", "PERS", // Lithuanian
        "RĂSP", // Romanian
        "TL", "CT", // Vietnamese
        "השב", "הועבר", "תשובה", // Hebrew
        "رد", "إعادة توجيه", // Arabic
        "答复", "回复", "转发", "答覆", "回覆", "轉寄", // Chinese
        "返信", "転送", // Japanese
        "회신", "답장", "전달", // Korean
    };

    [MethodImpl(Hot.Path)]
    public static string Normalize(string subject)
    {
        var text = WhiteSpace.Collapse(subject);
        var start = 0;
        for (var length = PrefixLength(text, start); length > 0 && start + length < text.Length; length = PrefixLength(text, start))
        {
            start += length;
        }

        return start == 0 ? text : text.Substring(start);
    }

    /// <summary>How much of the text from there on is a prefix, with its colon and the blank behind it; 0 when there is none.</summary>
    [MethodImpl(Hot.Path)]
    private static int PrefixLength(string text, int start)
    {
        var limit = Math.Min(text.Length, start + LongestPrefix);
        for (var colon = start + 1; colon < limit; colon++)
        {
            if (text[colon] is not (':' or '：'))
            {
                continue;
            }

            if (!Prefixes.Contains(WithoutCounter(text.Substring(start, colon - start).TrimEnd(' '))))
            {
                return 0;
            }

            var next = colon + 1;
            return (next < text.Length && text[next] == ' ' ? next + 1 : next) - start;
        }

        return 0;
    }

    /// <summary>Without the count of replies, as in <c>Re[3]</c> or <c>Re(3)</c>.</summary>
    private static string WithoutCounter(string prefix)
    {
        var last = prefix.Length - 1;
        if (last < 2 || prefix[last] is not (']' or ')'))
        {
            return prefix;
        }

        var opening = prefix.LastIndexOf(prefix[last] == ']' ? '[' : '(');
        if (opening < 1 || opening == last - 1)
        {
            return prefix;
        }

        for (var index = opening + 1; index < last; index++)
        {
            if (prefix[index] is < '0' or > '9')
            {
                return prefix;
            }
        }

        return prefix.Substring(0, opening);
    }
}
