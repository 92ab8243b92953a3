using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>
/// Times as the pipeline sees them: Export-Csv writes a bare <see cref="DateTime"/> in the session's culture and without its zone, so here it is one that
/// writes itself as ISO 8601 with <c>Z</c>. In everything else, such as comparing, sorting, its methods, formats and JSON, it stays a DateTime.
/// </summary>
public static class UtcTime
{
    /// <summary>The value of a property as the type file of the module passes it on.</summary>
    /// <param name="value">A UTC time, or what is no time and comes back as it is.</param>
    /// <returns>The time as an object that writes itself with Z.</returns>
    public static object? Of(object? value)
    {
        if (value is not DateTime time)
        {
            return value;
        }

        var shown = new PSObject(time);
        shown.Members.Add(new OwnText(time));
        return shown;
    }

    /// <summary>What stands in for the ToString of one time. Not a code method, since PowerShell's -f hands a format only to a method of several overloads.</summary>
    private sealed class OwnText : PSMethodInfo
    {
        private readonly DateTime _time;

        public OwnText(DateTime time)
        {
            _time = time;
            SetMemberName(nameof(ToString));
        }

        public override PSMemberTypes MemberType => PSMemberTypes.CodeMethod;

        public override string TypeNameOfValue => typeof(string).FullName!;

        public override Collection<string> OverloadDefinitions =>
            ["string ToString()", "string ToString(string format)", "string ToString(System.IFormatProvider provider)", "string ToString(string format, System.IFormatProvider provider)"];

        public override object Invoke(params object[] arguments)
        {
            var format = arguments.OfType<string>().FirstOrDefault(text => text.Length > 0);
            var provider = arguments.OfType<IFormatProvider>().FirstOrDefault();

            // Both are there, and the format is not, where a string is made of it and nobody asked for a form.
            return format is null && arguments.Length != 1
                ? _time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
                : _time.ToString(format, provider ?? CultureInfo.CurrentCulture);
        }

        public override PSMemberInfo Copy() => new OwnText(_time);

        public override string ToString() => string.Join(", ", OverloadDefinitions);
    }
}
