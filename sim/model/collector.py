"""The collector of a model: Mesa's, whose agents are the organizations unless a type is asked for."""

import mesa
import pandas as pd

from sim.model.organization import Organization


class Collector(mesa.DataCollector):
    """Collects the group, every organization and every pool.

    Organizations and pools have no variable in common, so that Mesa's reporters of all agents cannot hold them.

    Examples
    --------
    >>> from sim.model import PoolingModel
    >>> model = PoolingModel()
    >>> model.run_for(2)
    >>> frame = model.datacollector.get_agent_vars_dataframe()
    >>> len(frame), list(frame.index.names), "gain" in frame
    (24, ['Step', 'AgentID'], True)
    """

    def get_agent_vars_dataframe(self) -> pd.DataFrame:
        """Return the variables of the organizations, by month and organization."""
        return self.get_agenttype_vars_dataframe(Organization)
