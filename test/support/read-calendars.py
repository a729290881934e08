"""Reads calendar objects with python3-icalendar or python3-vobject, as named by the first argument.

In: a JSON array of texts. Out: a JSON array of what the reader understood, in the shape of calendar-readers.ts.
"""
import json
import re
import sys
from datetime import timezone
from io import StringIO
from urllib.parse import unquote


def instant(value):
    return value.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')


def with_icalendar(text):
    from icalendar import Calendar

    def names(component):
        pairs = component.property_items(recursive=False)
        return sorted(name for name, _ in pairs if name not in ('BEGIN', 'END'))

    def attendee(prop):
        return {'name': str(prop.params.get('CN', '')), 'address': unquote(str(prop))}

    def event(component):
        invited = component.get('ATTENDEE', [])
        return {
            'uid': str(component['UID']),
            'sequence': int(component['SEQUENCE']),
            'status': str(component['STATUS']),
            'start': instant(component['DTSTART'].dt),
            'end': instant(component['DTEND'].dt),
            'summary': str(component['SUMMARY']),
            'location': str(component.get('LOCATION', '')),
            'description': str(component.get('DESCRIPTION', '')),
            'attendees': [attendee(each) for each in (invited if isinstance(invited, list) else [invited])],
            'properties': names(component),
        }

    calendar = Calendar.from_ical(text.encode())
    return {
        'method': str(calendar['METHOD']) if 'METHOD' in calendar else None,
        'properties': names(calendar),
        'components': sorted(component.name for component in calendar.subcomponents),
        'events': [event(component) for component in calendar.walk('VEVENT')],
    }


def with_vobject(text):
    import vobject
    from dateutil.tz import tzical

    def is_component(child):
        return isinstance(child, vobject.base.Component)

    def names(component):
        return sorted(child.name for child in component.getChildren() if not is_component(child))

    def words(component, name):
        return component.getChildValue(name, '')

    def event(component):
        return {
            'uid': component.uid.value,
            'sequence': int(component.sequence.value),
            'status': component.status.value,
            'start': instant(component.dtstart.value),
            'end': instant(component.dtend.value),
            'summary': words(component, 'summary'),
            'location': words(component, 'location'),
            'description': words(component, 'description'),
            'attendees': [
                {'name': each.params.get('CN', [''])[0], 'address': unquote(each.value)}
                for each in component.contents.get('attendee', [])
            ],
            'properties': names(component),
        }

    # By itself vobject keeps the zone of an earlier calendar, or takes the machine's before it has read the calendar's.
    for zone in re.findall(r'^BEGIN:VTIMEZONE.*?^END:VTIMEZONE', text, re.MULTILINE | re.DOTALL):
        rules = tzical(StringIO(zone))
        vobject.icalendar.registerTzid(rules.keys()[0], rules.get())
    [calendar] = vobject.readComponents(text)
    return {
        'method': calendar.method.value if hasattr(calendar, 'method') else None,
        'properties': names(calendar),
        'components': sorted(child.name for child in calendar.getChildren() if is_component(child)),
        'events': [event(component) for component in calendar.contents.get('vevent', [])],
    }


read = {'icalendar': with_icalendar, 'vobject': with_vobject}[sys.argv[1]]
json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
