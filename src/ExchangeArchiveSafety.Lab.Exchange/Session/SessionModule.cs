using System.Management.Automation.Language;
using System.Text;
using ExchangeArchiveSafety.Lab.Exchange.Wire;

namespace ExchangeArchiveSafety.Lab.Exchange.Session;

/// <summary>
/// The temporary module of a connection. As in a real session its commands are script functions with untyped parameters, made
/// from what the server grants: a parameter without permission does not exist.
/// </summary>
internal static class SessionModule
{
    public static string Script(string connectionId, string prefix, IEnumerable<JsonObject> commands)
    {
        var script = new StringBuilder("param($Invoke)\n");
        foreach (var command in commands)
        {
            AppendFunction(script, connectionId, prefix, command);
        }

        return script.ToString();
    }

    private static void AppendFunction(StringBuilder script, string connectionId, string prefix, JsonObject command)
    {
        var name = command.Text("name");
        var dash = name.IndexOf('-');
        script.Append("function ").Append(name.Substring(0, dash + 1)).Append(prefix).Append(name.Substring(dash + 1)).Append(" {\n");
        script.Append(command.Flag("shouldProcess")
            ? $"[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = '{(command.Flag("asks") ? "High" : "Medium")}')]\n"
            : "[CmdletBinding()]\n");
        script.Append("param(\n");
        script.Append(string.Join(",\n", command.Objects("parameters").Select(parameter => Parameter(parameter, command.Flag("needsIdentity")))));
        script.Append(")\nprocess {\n");

        // The question is the condition of what it asks about: where it cannot be put, nothing happens. What ends a command ends the function too.
        var allowed = command.Flag("shouldProcess") ? $"$PSCmdlet.ShouldProcess([string]$Identity, '{name}')" : "$true";
        script.Append($"if ({allowed}) {{\ntry {{ & $Invoke -Connection '{CodeGeneration.EscapeSingleQuotedStringContent(connectionId)}' -Name '{name}' -Bound $PSBoundParameters }}\n");
        script.Append("catch { throw }\n}\n}\n}\n");
    }

    private static string Parameter(JsonObject parameter, bool identityNeeded)
    {
        var name = parameter.Text("name");
        var declaration = (parameter.Flag("switch") ? "[switch] " : "") + "${" + name + "}";
        if (name != "Identity")
        {
            return "[Parameter()] " + declaration;
        }

        var mandatory = identityNeeded ? "Mandatory = $true, " : "";
        return $"[Parameter({mandatory}Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)] {declaration}";
    }
}
