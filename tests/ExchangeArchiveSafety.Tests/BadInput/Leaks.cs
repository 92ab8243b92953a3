using System.Collections;

namespace ExchangeArchiveSafety.Tests.BadInput;

/// <summary>Everywhere where an error can carry a value: its texts, what it is about, what it holds inside.</summary>
internal static class Leaks
{
    private const int Deep = 6;

    /// <summary>The places in an outcome and in <c>$Error</c> where a text stands.</summary>
    public static IReadOnlyList<string> Of(Engine engine, Outcome outcome, string secret)
    {
        var found = new List<string>();
        foreach (var error in outcome.Errors.Append(outcome.Terminating).OfType<ErrorRecord>())
        {
            In(error, "error", secret, found);
        }

        foreach (var error in engine.Run("$global:Error").Select(item => item.BaseObject))
        {
            if (error is ErrorRecord record)
            {
                In(record, "$Error", secret, found);
            }
            else
            {
                Walk(error, "$Error", secret, found, Deep, []);
            }
        }

        foreach (var text in outcome.Warnings.Concat(outcome.Verbose).Concat(outcome.Progress.Select(record => record.Activity + " " + record.StatusDescription)))
        {
            Check(text, "stream", secret, found);
        }

        return found;
    }

    private static void In(ErrorRecord error, string place, string secret, List<string> found)
    {
        Check(error.ToString(), place, secret, found);
        Check(error.ErrorDetails?.Message, place + " details", secret, found);
        Check(error.ErrorDetails?.RecommendedAction, place + " action", secret, found);
        Check(error.CategoryInfo.ToString(), place + " category", secret, found);
        Check(error.CategoryInfo.TargetName, place + " category target", secret, found);
        Check(error.FullyQualifiedErrorId, place + " id", secret, found);
        Walk(error.TargetObject, place + " target", secret, found, Deep, []);
        foreach (DictionaryEntry bound in (IDictionary?)error.InvocationInfo?.BoundParameters ?? new Hashtable())
        {
            Walk(bound.Value, place + " bound " + bound.Key, secret, found, Deep, []);
        }

        for (var exception = error.Exception; exception is not null; exception = exception.InnerException!)
        {
            Check(exception.Message, place + " exception", secret, found);
            foreach (DictionaryEntry data in exception.Data)
            {
                Walk(data.Value, place + " data", secret, found, Deep, []);
            }

            if (exception is IContainsErrorRecord { ErrorRecord: { } inner } && !ReferenceEquals(inner, error))
            {
                Check(inner.ToString(), place + " inner", secret, found);
                Walk(inner.TargetObject, place + " inner target", secret, found, Deep, []);
            }
        }
    }

    private static void Walk(object? value, string place, string secret, List<string> found, int depth, HashSet<object> seen)
    {
        if (value is null || depth == 0 || (value is not string && !value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        Check(value.ToString(), place, secret, found);
        if (value is string || (value is PSObject { BaseObject: string }))
        {
            return;
        }

        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is IEnumerable many)
        {
            foreach (var item in many)
            {
                Walk(item, place + "[]", secret, found, depth - 1, seen);
            }
        }

        foreach (var property in PSObject.AsPSObject(value).Properties)
        {
            Check(property.Name, place + " property", secret, found);
            object? inner;
            try
            {
                inner = property.Value;
            }
            catch (GetValueException)
            {
                continue;
            }

            if (inner is string or PSObject or IEnumerable || inner?.GetType().Assembly.GetName().Name == "ExchangeArchiveSafety")
            {
                Walk(inner, place + "." + property.Name, secret, found, depth - 1, seen);
            }
        }
    }

    private static void Check(string? text, string place, string secret, List<string> found)
    {
        if (text?.Contains(secret, StringComparison.OrdinalIgnoreCase) == true)
        {
            found.Add(place + ": " + text);
        }
    }
}
