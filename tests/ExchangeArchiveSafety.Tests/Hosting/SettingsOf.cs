using System.Collections;
using System.Globalization;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>Every setting of a mailbox of the lab, to be compared before and after.</summary>
public static class SettingsOf
{
    private static readonly string[] Contents = [nameof(LabMailbox.Primary), nameof(LabMailbox.Archive), nameof(LabMailbox.Source), nameof(LabMailbox.LastAssistantRun)];

    public static SortedDictionary<string, string> Mailbox(LabTenant tenant, string alias)
    {
        lock (tenant.Gate)
        {
            var mailbox = tenant.Mailbox(alias);
            var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in typeof(LabMailbox).GetProperties().Where(property => !Contents.Contains(property.Name)))
            {
                settings[property.Name] = Show(property.GetValue(mailbox));
            }

            return settings;
        }
    }

    /// <summary>The settings of every mailbox.</summary>
    public static SortedDictionary<string, string> Everybody(LabTenant tenant)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var alias in tenant.Mailboxes.Select(mailbox => mailbox.Alias).ToList())
        {
            foreach (var (name, value) in Mailbox(tenant, alias))
            {
                all[alias + "/" + name] = value;
            }
        }

        return all;
    }

    private static string Show(object? value) => value switch
    {
        null => "(null)",
        string text => text,
        DateTime date => date.ToString("O", CultureInfo.InvariantCulture),
        IDictionary pairs => string.Join(",", pairs.Keys.Cast<object>().Select(key => key + "=" + Show(pairs[key]))),
        IEnumerable list => string.Join(",", list.Cast<object?>().Select(Show)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
