using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace ExchangeArchiveSafety.Binding;

/// <summary>
/// Takes a time that is written like 2026-03-01 for that day. PowerShell reads what is handed to a cmdlet in the calendar of the person: in Iran that is the year 2647,
/// in Thailand 1483, and in Saudi Arabia an error. Years that are none of ours are left to that calendar, and so is every other way to write a day.
/// </summary>
internal sealed class WrittenTimeAttribute : NoObjectAttribute
{
    private static readonly Regex Day = new("^\\s*(19|20|21)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = base.Transform(engineIntrinsics, inputData);
        return (given is PSObject { BaseObject: string inner } ? inner : given) is string text && Day.IsMatch(text)
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : given;
    }
}
