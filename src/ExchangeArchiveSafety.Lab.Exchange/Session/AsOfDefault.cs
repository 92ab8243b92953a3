using System.Collections;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Lab.Exchange.Session;

/// <summary>Makes the lab's time the default of every -AsOf in the session, the ordinary PowerShell way.</summary>
internal static class AsOfDefault
{
    private const string Key = "*:AsOf";
    private const string Clock = "Get-LabClock";

    public static void Set(SessionState session)
    {
        if (Defaults(session) is { } defaults)
        {
            defaults[Key] = session.InvokeCommand.NewScriptBlock(Clock);
        }
    }

    /// <summary>Takes away what <see cref="Set"/> put there, and nothing that somebody else did.</summary>
    public static void Remove(SessionState session)
    {
        if (Defaults(session) is { } defaults && defaults[Key] is ScriptBlock ours && ours.ToString() == Clock)
        {
            defaults.Remove(Key);
        }
    }

    private static IDictionary? Defaults(SessionState session)
    {
        var value = session.PSVariable.GetValue("global:PSDefaultParameterValues");
        return (value is PSObject wrapped ? wrapped.BaseObject : value) as IDictionary;
    }
}
