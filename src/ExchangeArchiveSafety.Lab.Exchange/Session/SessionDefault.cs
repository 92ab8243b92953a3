using System.Collections;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Lab.Exchange.Session;

/// <summary>Makes what the lab answers the default of a parameter everywhere in the session, the ordinary PowerShell way.</summary>
internal sealed class SessionDefault(string key, string script)
{
    /// <summary>Every -AsOf is the lab's time.</summary>
    public static readonly SessionDefault AsOf = new("*:AsOf", "Get-LabClock");

    /// <summary>Every -DnsServer is the lab's: the world's knows nothing of its domains, and need not be asked about them.</summary>
    public static readonly SessionDefault DnsServer = new("*:DnsServer", "Get-LabNameServer");

    public void Set(SessionState session)
    {
        if (Defaults(session) is { } defaults)
        {
            defaults[key] = session.InvokeCommand.NewScriptBlock(script);
        }
    }

    /// <summary>Takes away what <see cref="Set"/> put there, and nothing that somebody else did.</summary>
    public void Remove(SessionState session)
    {
        if (Defaults(session) is { } defaults && defaults[key] is ScriptBlock ours && ours.ToString() == script)
        {
            defaults.Remove(key);
        }
    }

    private static IDictionary? Defaults(SessionState session)
    {
        var value = session.PSVariable.GetValue("global:PSDefaultParameterValues");
        return (value is PSObject wrapped ? wrapped.BaseObject : value) as IDictionary;
    }
}
