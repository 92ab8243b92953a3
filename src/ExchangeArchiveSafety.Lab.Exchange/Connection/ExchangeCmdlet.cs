using System.Collections;
using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Exchange.Wire;

namespace ExchangeArchiveSafety.Lab.Exchange.Connection;

/// <summary>Sends an Exchange command and hands out what comes back, in the streams where a real session puts it.</summary>
public abstract class ExchangeCmdlet : LabCmdlet
{
    private protected void Send(LabConnection connection, string command, IDictionary bound)
    {
        var parameters = new Hashtable();
        foreach (DictionaryEntry parameter in bound)
        {
            var name = (string)parameter.Key;
            if (!CommonParameters.Contains(name) && !OptionalCommonParameters.Contains(name))
            {
                parameters[name] = parameter.Value;
            }
        }

        var answer = connection.Post("/exchange/commands/" + command, new Hashtable { ["connection"] = connection.Id.ToString(), ["parameters"] = parameters }, Stop);
        foreach (var warning in (List<object?>)answer["warnings"]!)
        {
            WriteWarning((string)warning!);
        }

        foreach (var item in answer.Objects("objects"))
        {
            WriteObject(ObjectReader.Read(item));
        }

        foreach (var error in answer.Objects("errors"))
        {
            var record = new ErrorRecord(new InvalidOperationException(error.Text("text")), $"[Server=LABPR01,RequestId={Guid.NewGuid()}]", ErrorCategory.NotSpecified, null);
            if (error.Flag("terminating"))
            {
                ThrowTerminatingError(record);
            }

            WriteError(record);
        }
    }
}
